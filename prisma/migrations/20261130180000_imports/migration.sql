-- Uploaded files that are being transcribed.
ALTER TABLE "session" ADD COLUMN "recording" JSONB;
CREATE TABLE "import" (
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "track" INTEGER NOT NULL,
    "take" INTEGER,
    "lease" TEXT,
    "leased_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "import_session_id_key" ON "import"("session_id");
ALTER TABLE "import" ADD CONSTRAINT "import_session_id_fkey"
  FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
