-- Of a pause, which is a gap without length on the session's clock: how long no sound was captured.
ALTER TABLE "segment" ADD COLUMN "pause_ms" INTEGER;
