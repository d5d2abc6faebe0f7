-- CreateEnum
CREATE TYPE "CatalogueJoin" AS ENUM ('FILE_NAME', 'INDEX');

-- CreateEnum
CREATE TYPE "CatalogueColumnType" AS ENUM ('INTEGER', 'FLOAT', 'BOOLEAN', 'STRING');

-- AlterTable
ALTER TABLE "DatasetVersion" ADD COLUMN     "channelReport" JSONB;

-- AlterTable
ALTER TABLE "SampleContent" ADD COLUMN     "channelStatistics" JSONB;

-- CreateTable
CREATE TABLE "CatalogueFile" (
    "id" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "joinColumn" TEXT NOT NULL,
    "joinBy" "CatalogueJoin" NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "matched" INTEGER NOT NULL,
    "misses" JSONB NOT NULL,
    "replaced" TEXT[],
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CatalogueFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CatalogueColumn" (
    "versionId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "type" "CatalogueColumnType" NOT NULL,
    "unit" TEXT,
    "description" TEXT,
    "matched" INTEGER NOT NULL,
    "filePosition" INTEGER NOT NULL,

    CONSTRAINT "CatalogueColumn_pkey" PRIMARY KEY ("versionId","name")
);

-- CreateTable
CREATE TABLE "SampleCatalogue" (
    "versionId" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "values" JSONB NOT NULL,

    CONSTRAINT "SampleCatalogue_pkey" PRIMARY KEY ("versionId","index")
);

-- CreateIndex
CREATE UNIQUE INDEX "CatalogueFile_versionId_position_key" ON "CatalogueFile"("versionId", "position");

-- AddForeignKey
ALTER TABLE "CatalogueFile" ADD CONSTRAINT "CatalogueFile_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DatasetVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogueColumn" ADD CONSTRAINT "CatalogueColumn_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DatasetVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SampleCatalogue" ADD CONSTRAINT "SampleCatalogue_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DatasetVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
