-- AlterTable
ALTER TABLE "PublicLink" ADD COLUMN     "comparisonId" TEXT;

-- CreateTable
CREATE TABLE "Comparison" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" JSONB NOT NULL DEFAULT '{}',
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Comparison_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ComparisonExperiment" (
    "comparisonId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "experimentId" TEXT NOT NULL,

    CONSTRAINT "ComparisonExperiment_pkey" PRIMARY KEY ("comparisonId","position")
);

-- CreateIndex
CREATE INDEX "Comparison_workspaceId_createdAt_idx" ON "Comparison"("workspaceId", "createdAt");

-- CreateIndex
CREATE INDEX "ComparisonExperiment_experimentId_idx" ON "ComparisonExperiment"("experimentId");

-- CreateIndex
CREATE INDEX "PublicLink_comparisonId_idx" ON "PublicLink"("comparisonId");

-- AddForeignKey
ALTER TABLE "Comparison" ADD CONSTRAINT "Comparison_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comparison" ADD CONSTRAINT "Comparison_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComparisonExperiment" ADD CONSTRAINT "ComparisonExperiment_comparisonId_fkey" FOREIGN KEY ("comparisonId") REFERENCES "Comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComparisonExperiment" ADD CONSTRAINT "ComparisonExperiment_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublicLink" ADD CONSTRAINT "PublicLink_comparisonId_fkey" FOREIGN KEY ("comparisonId") REFERENCES "Comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;
