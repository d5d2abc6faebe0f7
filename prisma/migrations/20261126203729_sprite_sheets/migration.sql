-- AlterTable
ALTER TABLE "SampleContent" ADD COLUMN     "quantiles" BYTEA NOT NULL DEFAULT '\x';

-- CreateTable
CREATE TABLE "VersionChannel" (
    "versionId" TEXT NOT NULL,
    "channel" INTEGER NOT NULL,
    "pixelCount" DOUBLE PRECISION NOT NULL,
    "quantiles" BYTEA NOT NULL,

    CONSTRAINT "VersionChannel_pkey" PRIMARY KEY ("versionId","channel")
);

-- CreateTable
CREATE TABLE "SpriteSheet" (
    "versionId" TEXT NOT NULL,
    "channel" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "lower" DOUBLE PRECISION[],
    "upper" DOUBLE PRECISION[],
    "widths" INTEGER[],
    "heights" INTEGER[],

    CONSTRAINT "SpriteSheet_pkey" PRIMARY KEY ("versionId","channel","number")
);

-- CreateIndex
CREATE INDEX "Event_versionId_sequence_idx" ON "Event"("versionId", "sequence");

-- AddForeignKey
ALTER TABLE "VersionChannel" ADD CONSTRAINT "VersionChannel_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DatasetVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpriteSheet" ADD CONSTRAINT "SpriteSheet_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DatasetVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
