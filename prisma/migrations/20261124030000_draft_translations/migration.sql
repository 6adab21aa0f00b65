-- AlterTable
ALTER TABLE "session" ADD COLUMN     "draft_translations" BOOLEAN NOT NULL DEFAULT true;
