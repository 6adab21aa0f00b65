-- AlterTable
ALTER TABLE "session" ADD COLUMN     "alternative_langs" TEXT[];
