-- When its speaker paused; null: not paused. A pause outlives the page and its connection.
ALTER TABLE "session" ADD COLUMN "paused_at" TIMESTAMPTZ(3);
