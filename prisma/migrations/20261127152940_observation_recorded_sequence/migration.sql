-- AlterTable
ALTER TABLE "Observation" ADD COLUMN     "recordedSequence" BIGINT NOT NULL DEFAULT 0;
