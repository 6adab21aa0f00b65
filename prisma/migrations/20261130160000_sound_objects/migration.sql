-- Packets of parts in an object store.
ALTER TABLE "sound_part" ADD COLUMN "object" TEXT;
CREATE TABLE "sound_object" (
    "location" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doomed" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "sound_object_pkey" PRIMARY KEY ("location")
);
CREATE INDEX "sound_object_doomed_since_idx" ON "sound_object"("doomed", "since");
-- However a part is deleted, also with its session or its person, its object is deleted after it.
CREATE FUNCTION doom_sound_object() RETURNS trigger AS $$
BEGIN
  INSERT INTO "sound_object" ("location", "doomed") VALUES (OLD."object", true)
    ON CONFLICT ("location") DO UPDATE SET "doomed" = true;
  RETURN NULL;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER "doom_object" AFTER DELETE ON "sound_part" FOR EACH ROW WHEN (OLD."object" IS NOT NULL)
  EXECUTE FUNCTION doom_sound_object();
