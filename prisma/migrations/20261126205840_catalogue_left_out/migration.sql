-- AlterTable
ALTER TABLE "CatalogueFile" ADD COLUMN     "leftOut" TEXT[];
