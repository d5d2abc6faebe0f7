-- AlterTable
ALTER TABLE "Experiment" ALTER COLUMN "tags" SET DEFAULT ARRAY[]::TEXT[];
UPDATE "Experiment" SET "tags" = DEFAULT WHERE "tags" IS NULL;
