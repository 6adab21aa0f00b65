-- AlterTable
ALTER TABLE "session" ADD COLUMN     "other_langs" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What was spoken or written in the sessions that are there before their languages were changed.
UPDATE "session" s SET "other_langs" = before."langs" FROM (
  SELECT o."id", array_agg(DISTINCT l."lang") AS "langs" FROM (
    SELECT "session_id", "lang" FROM "segment" WHERE "kind" = 'speech' GROUP BY 1, 2
    UNION SELECT "session_id", "lang" FROM "translation" GROUP BY 1, 2
  ) l JOIN "session" o ON o."id" = l."session_id"
  WHERE l."lang" <> o."source_lang" AND NOT l."lang" = ANY(o."target_langs") GROUP BY o."id"
) before WHERE before."id" = s."id";
