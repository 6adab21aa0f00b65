-- AlterTable
ALTER TABLE "session" ADD COLUMN     "billed_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0;
