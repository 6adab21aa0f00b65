-- AlterTable
ALTER TABLE "segment" ADD COLUMN "speaker" TEXT;
