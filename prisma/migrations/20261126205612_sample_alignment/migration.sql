-- AlterTable
ALTER TABLE "SampleContent" ADD COLUMN     "alignment" JSONB;
