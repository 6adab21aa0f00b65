-- AlterTable
ALTER TABLE "session" ADD COLUMN     "room_revs" JSONB NOT NULL DEFAULT '{}';

-- The latest rev of the lines and of each language of the sessions that are there.
UPDATE "session" s SET "room_revs" = jsonb_build_object('session', jsonb_build_array(0, s."rev"))
  || coalesce((SELECT jsonb_build_object('', jsonb_build_array(0, max(g."rev")))
       FROM "segment" g WHERE g."session_id" = s."id" HAVING max(g."rev") IS NOT NULL), '{}')
  || coalesce((SELECT jsonb_object_agg(l."lang", jsonb_build_array(0, l."rev")) FROM (
       SELECT t."lang", max(t."rev") AS "rev" FROM "translation" t WHERE t."session_id" = s."id" GROUP BY t."lang") l), '{}');

-- CreateTable
CREATE TABLE "share_link" (
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "token_sealed" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "original" BOOLEAN NOT NULL DEFAULT true,
    "langs" TEXT[],
    "may_export" BOOLEAN NOT NULL DEFAULT false,
    "password_hash" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "views" INTEGER NOT NULL DEFAULT 0,
    "last_view_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "share_link_token_hash_key" ON "share_link"("token_hash");

-- CreateIndex
CREATE INDEX "share_link_session_id_created_at_idx" ON "share_link"("session_id", "created_at");

-- AddForeignKey
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
