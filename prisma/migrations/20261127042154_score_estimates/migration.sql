-- AlterTable
ALTER TABLE "ScanPoint" ADD COLUMN     "estimates" JSONB NOT NULL DEFAULT '[]';
