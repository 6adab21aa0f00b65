-- CreateTable
CREATE TABLE "passkey" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "aaguid" TEXT,
    "created_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");

-- CreateIndex
CREATE INDEX "passkey_user_id_idx" ON "passkey"("user_id");

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Limits of what browsers send, as 20261129110000_text_lengths sets them for the other tables.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT * FROM (VALUES
      ('name', 200), ('public_key', 8000), ('credential_id', 2000), ('device_type', 100), ('transports', 200), ('aaguid', 100)
    ) AS limits (col, most)
  LOOP
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE INSERT ON "passkey" FOR EACH ROW WHEN (char_length(NEW.%I) > %s) EXECUTE FUNCTION refuse_long_text(%L)',
      one.col || '_length_of_new', one.col, one.most, one.col);
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE UPDATE OF %I ON "passkey" FOR EACH ROW WHEN (char_length(NEW.%I) > %s AND NEW.%I IS DISTINCT FROM OLD.%I) EXECUTE FUNCTION refuse_long_text(%L)',
      one.col || '_length', one.col, one.col, one.most, one.col, one.col, one.col);
  END LOOP;
END
$$;
