-- Stretches of sound that were captured without a pause. A late one was captured before sound that is in the session already.
CREATE TABLE "run" (
    "session_id" TEXT NOT NULL,
    "start" BIGINT NOT NULL,
    "captured_at" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL,
    CONSTRAINT "run_pkey" PRIMARY KEY ("session_id", "start")
);
ALTER TABLE "run" ADD CONSTRAINT "run_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "run_late_idx" ON "run"("session_id") WHERE "late";
