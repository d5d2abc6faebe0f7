-- AlterTable
ALTER TABLE "Comparison" ADD COLUMN     "text" TEXT NOT NULL DEFAULT '';
