/*
  Warnings:

  - A unique constraint covering the columns `[experimentId]` on the table `Observation` will be added. If there are existing duplicate values, this will fail.
  - A unique constraint covering the columns `[studyId]` on the table `Observation` will be added. If there are existing duplicate values, this will fail.
  - A unique constraint covering the columns `[comparisonId]` on the table `Observation` will be added. If there are existing duplicate values, this will fail.
  - Added the required column `workspaceId` to the `Observation` table without a default value. This is not possible if the table is not empty.

*/
-- CreateEnum
CREATE TYPE "Confidence" AS ENUM ('LOW', 'MEDIUM', 'HIGH');

-- CreateEnum
CREATE TYPE "ObservationKind" AS ENUM ('PHYSICAL', 'ARTEFACT', 'UNSURE');

-- CreateEnum
CREATE TYPE "ReviewStatus" AS ENUM ('OPEN', 'CLOSED');

-- CreateEnum
CREATE TYPE "ReviewAnswer" AS ENUM ('BELONGS', 'DOES_NOT', 'UNSURE');

-- AlterTable
ALTER TABLE "Observation" ADD COLUMN     "comparisonId" TEXT,
ADD COLUMN     "confidence" "Confidence",
ADD COLUMN     "counterExampleIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "experimentId" TEXT,
ADD COLUMN     "kind" "ObservationKind",
ADD COLUMN     "label" TEXT,
ADD COLUMN     "mentionedIndexes" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "representativeIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "snapshot" BYTEA,
ADD COLUMN     "snapshotSequence" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "studyId" TEXT,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "workspaceId" TEXT NOT NULL,
ALTER COLUMN "clusterId" DROP NOT NULL,
ALTER COLUMN "updatedAt" SET DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "ObservationUpdate" (
    "sequence" BIGSERIAL NOT NULL,
    "observationId" TEXT NOT NULL,
    "update" BYTEA NOT NULL,
    "userId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ObservationUpdate_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "ObservationWriter" (
    "observationId" TEXT NOT NULL,
    "clientId" BIGINT NOT NULL,
    "userId" TEXT,

    CONSTRAINT "ObservationWriter_pkey" PRIMARY KEY ("observationId","clientId")
);

-- CreateTable
CREATE TABLE "ObservationRevision" (
    "id" TEXT NOT NULL,
    "observationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authorIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "snapshot" BYTEA NOT NULL,

    CONSTRAINT "ObservationRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Comment" (
    "id" TEXT NOT NULL,
    "observationId" TEXT NOT NULL,
    "authorId" TEXT,
    "body" TEXT NOT NULL,
    "quote" TEXT,
    "anchorStart" BYTEA,
    "anchorEnd" BYTEA,
    "replyToId" TEXT,
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommentReaction" (
    "commentId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "emoji" TEXT NOT NULL,

    CONSTRAINT "CommentReaction_pkey" PRIMARY KEY ("commentId","userId","emoji")
);

-- CreateTable
CREATE TABLE "ObservationVisit" (
    "observationId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ObservationVisit_pkey" PRIMARY KEY ("observationId","userId")
);

-- CreateTable
CREATE TABLE "Notification" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" TEXT,
    "sentence" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClusterHeir" (
    "fromClusterId" TEXT NOT NULL,
    "toClusterId" TEXT NOT NULL,
    "acceptedById" TEXT,
    "acceptedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClusterHeir_pkey" PRIMARY KEY ("fromClusterId","toClusterId")
);

-- CreateTable
CREATE TABLE "Review" (
    "id" TEXT NOT NULL,
    "clusterId" TEXT NOT NULL,
    "createdById" TEXT,
    "status" "ReviewStatus" NOT NULL DEFAULT 'OPEN',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewItem" (
    "reviewId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "sampleId" TEXT NOT NULL,
    "isMember" BOOLEAN NOT NULL,

    CONSTRAINT "ReviewItem_pkey" PRIMARY KEY ("reviewId","position")
);

-- CreateTable
CREATE TABLE "ReviewItemAnswer" (
    "reviewId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "userId" TEXT NOT NULL,
    "answer" "ReviewAnswer" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReviewItemAnswer_pkey" PRIMARY KEY ("reviewId","position","userId")
);

-- CreateIndex
CREATE INDEX "ObservationUpdate_observationId_sequence_idx" ON "ObservationUpdate"("observationId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "ObservationRevision_observationId_number_key" ON "ObservationRevision"("observationId", "number");

-- CreateIndex
CREATE INDEX "Comment_observationId_createdAt_idx" ON "Comment"("observationId", "createdAt");

-- CreateIndex
CREATE INDEX "Notification_userId_at_idx" ON "Notification"("userId", "at");

-- CreateIndex
CREATE INDEX "ClusterHeir_toClusterId_idx" ON "ClusterHeir"("toClusterId");

-- CreateIndex
CREATE INDEX "Review_clusterId_createdAt_idx" ON "Review"("clusterId", "createdAt");

-- CreateIndex
CREATE INDEX "ReviewItem_sampleId_idx" ON "ReviewItem"("sampleId");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewItem_reviewId_sampleId_key" ON "ReviewItem"("reviewId", "sampleId");

-- CreateIndex
CREATE INDEX "ReviewItemAnswer_userId_idx" ON "ReviewItemAnswer"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Observation_experimentId_key" ON "Observation"("experimentId");

-- CreateIndex
CREATE UNIQUE INDEX "Observation_studyId_key" ON "Observation"("studyId");

-- CreateIndex
CREATE UNIQUE INDEX "Observation_comparisonId_key" ON "Observation"("comparisonId");

-- CreateIndex
CREATE INDEX "Observation_workspaceId_updatedAt_idx" ON "Observation"("workspaceId", "updatedAt");

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_comparisonId_fkey" FOREIGN KEY ("comparisonId") REFERENCES "Comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObservationUpdate" ADD CONSTRAINT "ObservationUpdate_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObservationUpdate" ADD CONSTRAINT "ObservationUpdate_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObservationWriter" ADD CONSTRAINT "ObservationWriter_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObservationWriter" ADD CONSTRAINT "ObservationWriter_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObservationRevision" ADD CONSTRAINT "ObservationRevision_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_resolvedById_fkey" FOREIGN KEY ("resolvedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_replyToId_fkey" FOREIGN KEY ("replyToId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentReaction" ADD CONSTRAINT "CommentReaction_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentReaction" ADD CONSTRAINT "CommentReaction_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObservationVisit" ADD CONSTRAINT "ObservationVisit_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObservationVisit" ADD CONSTRAINT "ObservationVisit_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClusterHeir" ADD CONSTRAINT "ClusterHeir_fromClusterId_fkey" FOREIGN KEY ("fromClusterId") REFERENCES "Cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClusterHeir" ADD CONSTRAINT "ClusterHeir_toClusterId_fkey" FOREIGN KEY ("toClusterId") REFERENCES "Cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClusterHeir" ADD CONSTRAINT "ClusterHeir_acceptedById_fkey" FOREIGN KEY ("acceptedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewItem" ADD CONSTRAINT "ReviewItem_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewItem" ADD CONSTRAINT "ReviewItem_sampleId_fkey" FOREIGN KEY ("sampleId") REFERENCES "Sample"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewItemAnswer" ADD CONSTRAINT "ReviewItemAnswer_reviewId_position_fkey" FOREIGN KEY ("reviewId", "position") REFERENCES "ReviewItem"("reviewId", "position") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewItemAnswer" ADD CONSTRAINT "ReviewItemAnswer_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One text has one subject.
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_subject" CHECK (num_nonnulls("clusterId", "experimentId", "studyId", "comparisonId") = 1);
