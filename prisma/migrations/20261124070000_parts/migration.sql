-- A line that was split has several parts; what is there has the part 0. A constant default rewrites no table.
ALTER TABLE "segment" ADD COLUMN "part" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "translation" ADD COLUMN "part" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "earlier_text" ADD COLUMN "part" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "untranslated" ADD COLUMN "part" INTEGER NOT NULL DEFAULT 0;

-- DropForeignKey
ALTER TABLE "translation" DROP CONSTRAINT "translation_session_id_seq_fkey";
ALTER TABLE "earlier_text" DROP CONSTRAINT "earlier_text_session_id_seq_fkey";
ALTER TABLE "untranslated" DROP CONSTRAINT "untranslated_session_id_seq_fkey";

-- AlterTable
ALTER TABLE "segment" DROP CONSTRAINT "segment_pkey",
ADD CONSTRAINT "segment_pkey" PRIMARY KEY ("session_id", "seq", "part");
ALTER TABLE "translation" DROP CONSTRAINT "translation_pkey",
ADD CONSTRAINT "translation_pkey" PRIMARY KEY ("session_id", "seq", "part", "lang");
ALTER TABLE "earlier_text" DROP CONSTRAINT "earlier_text_pkey",
ADD CONSTRAINT "earlier_text_pkey" PRIMARY KEY ("session_id", "seq", "part", "lang", "rev");
ALTER TABLE "untranslated" DROP CONSTRAINT "untranslated_pkey",
ADD CONSTRAINT "untranslated_pkey" PRIMARY KEY ("session_id", "seq", "part", "lang");

-- CreateTable
CREATE TABLE "removed_segment" (
    "session_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "rev" INTEGER NOT NULL,

    CONSTRAINT "removed_segment_pkey" PRIMARY KEY ("session_id", "seq", "part")
);

-- CreateIndex
CREATE INDEX "removed_segment_session_id_rev_idx" ON "removed_segment"("session_id", "rev");

-- AddForeignKey
ALTER TABLE "removed_segment" ADD CONSTRAINT "removed_segment_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "translation" ADD CONSTRAINT "translation_session_id_seq_part_fkey" FOREIGN KEY ("session_id", "seq", "part") REFERENCES "segment"("session_id", "seq", "part") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "earlier_text" ADD CONSTRAINT "earlier_text_session_id_seq_part_fkey" FOREIGN KEY ("session_id", "seq", "part") REFERENCES "segment"("session_id", "seq", "part") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "untranslated" ADD CONSTRAINT "untranslated_session_id_seq_part_fkey" FOREIGN KEY ("session_id", "seq", "part") REFERENCES "segment"("session_id", "seq", "part") ON DELETE CASCADE ON UPDATE CASCADE;
