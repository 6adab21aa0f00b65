-- AlterTable
ALTER TABLE "segment" ADD COLUMN "author_id" TEXT, ADD COLUMN "edited_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "translation" ADD COLUMN "author_id" TEXT;

-- CreateTable
CREATE TABLE "earlier_text" (
    "session_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "lang" TEXT NOT NULL,
    "rev" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" TEXT,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "earlier_text_pkey" PRIMARY KEY ("session_id","seq","lang","rev")
);

-- AddForeignKey
ALTER TABLE "earlier_text" ADD CONSTRAINT "earlier_text_session_id_seq_fkey" FOREIGN KEY ("session_id", "seq") REFERENCES "segment"("session_id", "seq") ON DELETE CASCADE ON UPDATE CASCADE;
