-- AlterTable
ALTER TABLE "Clustering" ADD COLUMN     "aic" DOUBLE PRECISION,
ADD COLUMN     "bic" DOUBLE PRECISION,
ADD COLUMN     "componentCount" INTEGER,
ADD COLUMN     "condensedTreeSha256" TEXT,
ADD COLUMN     "membershipSha256" TEXT,
ADD COLUMN     "outlierScoresSha256" TEXT,
ADD COLUMN     "reducedTo" INTEGER,
ADD COLUMN     "reference" DOUBLE PRECISION,
ADD COLUMN     "responsibilitiesSha256" TEXT,
ADD COLUMN     "sampleStabilitySha256" TEXT,
ADD COLUMN     "stability" JSONB,
ADD COLUMN     "warnings" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "Experiment" ADD COLUMN     "aic" DOUBLE PRECISION,
ADD COLUMN     "bic" DOUBLE PRECISION,
ADD COLUMN     "dbcv" DOUBLE PRECISION,
ADD COLUMN     "stability" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "Projection" ADD COLUMN     "continuitySha256" TEXT,
ADD COLUMN     "loadings" DOUBLE PRECISION[],
ADD COLUMN     "trustSha256" TEXT;

-- AlterTable
ALTER TABLE "ScanPoint" ADD COLUMN     "aic" DOUBLE PRECISION,
ADD COLUMN     "bic" DOUBLE PRECISION,
ADD COLUMN     "dbcv" DOUBLE PRECISION,
ADD COLUMN     "noiseCount" INTEGER,
ADD COLUMN     "stability" DOUBLE PRECISION;
