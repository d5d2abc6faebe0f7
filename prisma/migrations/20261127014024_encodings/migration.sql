-- CreateTable
CREATE TABLE "Encoding" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "experimentId" TEXT NOT NULL,
    "datasetVersionId" TEXT,
    "request" JSONB NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'QUEUED',
    "numericEnvironment" TEXT NOT NULL,
    "isElsewhere" BOOLEAN NOT NULL DEFAULT false,
    "workerId" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "heartbeatAt" TIMESTAMPTZ(3),
    "fraction" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "result" JSONB,
    "failure" JSONB,
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Encoding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EncodingFile" (
    "encodingId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "EncodingFile_pkey" PRIMARY KEY ("encodingId","number")
);

-- CreateTable
CREATE TABLE "EncodedImage" (
    "id" TEXT NOT NULL,
    "encodingId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "contentId" TEXT,
    "code" TEXT,
    "message" TEXT,
    "byteOffset" BIGINT,
    "row" INTEGER,
    "label" INTEGER,
    "distance" DOUBLE PRECISION,
    "shareNearer" DOUBLE PRECISION,
    "neighbours" JSONB,
    "reconstructionError" DOUBLE PRECISION,
    "errorShare" DOUBLE PRECISION,

    CONSTRAINT "EncodedImage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Encoding_experimentId_createdAt_id_idx" ON "Encoding"("experimentId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Encoding_status_heartbeatAt_idx" ON "Encoding"("status", "heartbeatAt");

-- CreateIndex
CREATE INDEX "EncodedImage_contentId_idx" ON "EncodedImage"("contentId");

-- CreateIndex
CREATE UNIQUE INDEX "EncodedImage_encodingId_number_key" ON "EncodedImage"("encodingId", "number");

-- AddForeignKey
ALTER TABLE "Encoding" ADD CONSTRAINT "Encoding_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Encoding" ADD CONSTRAINT "Encoding_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Encoding" ADD CONSTRAINT "Encoding_datasetVersionId_fkey" FOREIGN KEY ("datasetVersionId") REFERENCES "DatasetVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Encoding" ADD CONSTRAINT "Encoding_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EncodingFile" ADD CONSTRAINT "EncodingFile_encodingId_fkey" FOREIGN KEY ("encodingId") REFERENCES "Encoding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EncodedImage" ADD CONSTRAINT "EncodedImage_encodingId_fkey" FOREIGN KEY ("encodingId") REFERENCES "Encoding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EncodedImage" ADD CONSTRAINT "EncodedImage_contentId_fkey" FOREIGN KEY ("contentId") REFERENCES "SampleContent"("id") ON DELETE SET NULL ON UPDATE CASCADE;
