-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "activityId" BIGINT;
