-- CreateEnum
CREATE TYPE "DecodingKind" AS ENUM ('RESCORE', 'RECONSTRUCT', 'TRAVERSE');

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "decodingId" TEXT;

-- AlterTable
ALTER TABLE "Experiment" ADD COLUMN     "msSsim" DOUBLE PRECISION,
ADD COLUMN     "ssim" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "Decoding" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "trainStageId" TEXT NOT NULL,
    "kind" "DecodingKind" NOT NULL,
    "key" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'QUEUED',
    "workerId" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "heartbeatAt" TIMESTAMPTZ(3),
    "result" JSONB,
    "failure" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Decoding_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Decoding_trainStageId_idx" ON "Decoding"("trainStageId");

-- CreateIndex
CREATE INDEX "Decoding_status_heartbeatAt_idx" ON "Decoding"("status", "heartbeatAt");

-- CreateIndex
CREATE UNIQUE INDEX "Decoding_workspaceId_key_key" ON "Decoding"("workspaceId", "key");

-- AddForeignKey
ALTER TABLE "Decoding" ADD CONSTRAINT "Decoding_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decoding" ADD CONSTRAINT "Decoding_trainStageId_fkey" FOREIGN KEY ("trainStageId") REFERENCES "Stage"("id") ON DELETE CASCADE ON UPDATE CASCADE;
