-- AlterTable
ALTER TABLE "user" ADD COLUMN "blocked_at" TIMESTAMPTZ(3);
