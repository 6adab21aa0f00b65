-- Columns that better-auth fills with what people and providers send: requests are checked before, this holds where one is not.
UPDATE "user" SET "name" = left("name", 200) WHERE char_length("name") > 200;
UPDATE "user" SET "image" = NULL WHERE char_length("image") > 2000;
UPDATE "auth_session" SET "user_agent" = left("user_agent", 1000) WHERE char_length("user_agent") > 1000;
DELETE FROM "verification" WHERE char_length("identifier") > 1000 OR char_length("value") > 20000;
UPDATE "account" SET "access_token" = NULL WHERE char_length("access_token") > 20000;
UPDATE "account" SET "refresh_token" = NULL WHERE char_length("refresh_token") > 20000;
UPDATE "account" SET "id_token" = NULL WHERE char_length("id_token") > 20000;

ALTER TABLE "user"
  ADD CONSTRAINT "user_text_lengths" CHECK (
    char_length("name") <= 200 AND char_length("email") <= 320 AND char_length("image") <= 2000);
ALTER TABLE "auth_session"
  ADD CONSTRAINT "auth_session_text_lengths" CHECK (
    char_length("token") <= 1000 AND char_length("user_agent") <= 1000 AND char_length("ip_address") <= 200);
ALTER TABLE "verification"
  ADD CONSTRAINT "verification_text_lengths" CHECK (char_length("identifier") <= 1000 AND char_length("value") <= 20000);
ALTER TABLE "account"
  ADD CONSTRAINT "account_text_lengths" CHECK (
    char_length("account_id") <= 1000 AND char_length("access_token") <= 20000 AND char_length("refresh_token") <= 20000
    AND char_length("id_token") <= 20000 AND char_length("scope") <= 4000 AND char_length("password") <= 1000);
