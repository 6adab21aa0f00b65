-- DropIndex
DROP INDEX "untranslated_created_at_idx";

-- AlterTable
ALTER TABLE "untranslated" ADD COLUMN     "ask_after" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "untranslated_ask_after_idx" ON "untranslated"("ask_after");
