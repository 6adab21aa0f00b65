-- The sound of sessions whose owner keeps it, in Opus.
CREATE TYPE "sound_state" AS ENUM ('none', 'keeping', 'off', 'full');
ALTER TABLE "session" ADD COLUMN "sound" "sound_state" NOT NULL DEFAULT 'none';
ALTER TABLE "session" ADD COLUMN "sound_end" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "session" ADD COLUMN "sound_bytes" BIGINT NOT NULL DEFAULT 0;
CREATE TABLE "sound_part" (
    "session_id" TEXT NOT NULL,
    "first" BIGINT NOT NULL,
    "samples" INTEGER NOT NULL,
    "packets" BYTEA NOT NULL,
    "peaks" BYTEA NOT NULL,
    "tail" BYTEA NOT NULL,
    CONSTRAINT "sound_part_pkey" PRIMARY KEY ("session_id", "first")
);
ALTER TABLE "sound_part" ADD CONSTRAINT "sound_part_session_id_fkey"
  FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- Opus does not compress further, and a range is read without the rest of its part.
ALTER TABLE "sound_part" ALTER COLUMN "packets" SET STORAGE EXTERNAL;
ALTER TABLE "profile" ADD COLUMN "keeps_sound" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "profile" ADD COLUMN "sound_days" INTEGER;
CREATE INDEX "profile_sound_days_idx" ON "profile"("sound_days");
