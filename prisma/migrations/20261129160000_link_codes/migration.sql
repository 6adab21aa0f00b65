-- A short code that people can type instead of a link's address.
ALTER TABLE "share_link" ADD COLUMN "code_hash" TEXT;
ALTER TABLE "share_link" ADD COLUMN "code_sealed" TEXT;
ALTER TABLE "share_link" ADD COLUMN "code_expires_at" TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "share_link_code_hash_key" ON "share_link"("code_hash");
