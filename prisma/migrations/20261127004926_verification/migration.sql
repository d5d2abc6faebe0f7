-- AlterTable
ALTER TABLE "Stage" ADD COLUMN     "implementationVersion" INTEGER,
ADD COLUMN     "verificationId" TEXT;

-- CreateTable
CREATE TABLE "ExperimentVerification" (
    "id" TEXT NOT NULL,
    "experimentId" TEXT NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'QUEUED',
    "report" JSONB,
    "failure" JSONB,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ExperimentVerification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ExperimentVerification_experimentId_key" ON "ExperimentVerification"("experimentId");

-- CreateIndex
CREATE INDEX "ExperimentVerification_status_idx" ON "ExperimentVerification"("status");

-- CreateIndex
CREATE INDEX "Stage_verificationId_idx" ON "Stage"("verificationId");

-- AddForeignKey
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "ExperimentVerification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExperimentVerification" ADD CONSTRAINT "ExperimentVerification_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExperimentVerification" ADD CONSTRAINT "ExperimentVerification_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
