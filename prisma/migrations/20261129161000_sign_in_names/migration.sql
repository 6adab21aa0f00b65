-- A person's own name for a sign-in, as "Work laptop". Null: named after its browser and system.
ALTER TABLE "auth_session" ADD COLUMN "name" TEXT;

-- The limit of what people write, as 20261129110000_text_lengths sets it for the other tables.
CREATE TRIGGER "name_length_of_new" BEFORE INSERT ON "auth_session" FOR EACH ROW
  WHEN (char_length(NEW."name") > 200) EXECUTE FUNCTION refuse_long_text('name');
CREATE TRIGGER "name_length" BEFORE UPDATE OF "name" ON "auth_session" FOR EACH ROW
  WHEN (char_length(NEW."name") > 200 AND NEW."name" IS DISTINCT FROM OLD."name") EXECUTE FUNCTION refuse_long_text('name');
