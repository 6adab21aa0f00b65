-- A segment is a sentence that grows piece by piece while it is open. Segments of earlier versions are closed, and stay as they are.
ALTER TABLE "segment" ADD COLUMN "open" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "pieces" INTEGER NOT NULL DEFAULT 1;

CREATE UNIQUE INDEX "segment_open" ON "segment" ("session_id") WHERE "open";
