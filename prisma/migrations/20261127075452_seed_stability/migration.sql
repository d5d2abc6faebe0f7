-- AlterTable
ALTER TABLE "Clustering" ADD COLUMN     "sampleSeedStabilitySha256" TEXT;
