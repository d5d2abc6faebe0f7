-- AlterTable
ALTER TABLE "Projection" ADD COLUMN     "keptSha256" TEXT,
ADD COLUMN     "neighbourCount" INTEGER,
ADD COLUMN     "spectrum" DOUBLE PRECISION[];
