-- AlterTable
ALTER TABLE "Comment" ADD COLUMN     "deletedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ObservationMention" (
    "observationId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    CONSTRAINT "ObservationMention_pkey" PRIMARY KEY ("observationId","userId")
);

-- CreateIndex
CREATE INDEX "Comment_replyToId_idx" ON "Comment"("replyToId");

-- AddForeignKey
ALTER TABLE "ObservationMention" ADD CONSTRAINT "ObservationMention_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObservationMention" ADD CONSTRAINT "ObservationMention_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
