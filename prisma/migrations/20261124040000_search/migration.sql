-- Full-text search over everything spoken and translated, with nothing but what every PostgreSQL from 15 on brings.

-- Word forms per language, and no stop words: "to be or not to be" is found, and so is "the".
DO $$
DECLARE language text;
BEGIN
  FOREACH language IN ARRAY string_to_array('arabic armenian basque catalan danish dutch english finnish french german
    greek hindi hungarian indonesian irish italian lithuanian nepali norwegian portuguese romanian russian serbian
    spanish swedish tamil turkish yiddish', ' ') LOOP
    language := btrim(language, E' \n');
    CONTINUE WHEN language = '';
    EXECUTE format('CREATE TEXT SEARCH DICTIONARY spoken_%s (TEMPLATE = snowball, Language = %L)', language, language);
    EXECUTE format('CREATE TEXT SEARCH CONFIGURATION spoken_%s (COPY = pg_catalog.simple)', language);
    EXECUTE format('ALTER TEXT SEARCH CONFIGURATION spoken_%1$s ALTER MAPPING FOR asciiword, word, numword, hword, numhword,
      asciihword, hword_part, hword_numpart, hword_asciipart WITH spoken_%1$s', language);
  END LOOP;
END $$;

-- How the words of a language (a BCP 47 tag) are reduced; `simple` where PostgreSQL knows no forms, as of Vietnamese.
CREATE FUNCTION search_config(lang text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE split_part(lang, '-', 1)
    WHEN 'ar' THEN 'public.spoken_arabic'::regconfig
    WHEN 'ca' THEN 'public.spoken_catalan'::regconfig
    WHEN 'da' THEN 'public.spoken_danish'::regconfig
    WHEN 'de' THEN 'public.spoken_german'::regconfig
    WHEN 'el' THEN 'public.spoken_greek'::regconfig
    WHEN 'en' THEN 'public.spoken_english'::regconfig
    WHEN 'es' THEN 'public.spoken_spanish'::regconfig
    WHEN 'eu' THEN 'public.spoken_basque'::regconfig
    WHEN 'fi' THEN 'public.spoken_finnish'::regconfig
    WHEN 'fr' THEN 'public.spoken_french'::regconfig
    WHEN 'ga' THEN 'public.spoken_irish'::regconfig
    WHEN 'hi' THEN 'public.spoken_hindi'::regconfig
    WHEN 'hu' THEN 'public.spoken_hungarian'::regconfig
    WHEN 'hy' THEN 'public.spoken_armenian'::regconfig
    WHEN 'id' THEN 'public.spoken_indonesian'::regconfig
    WHEN 'it' THEN 'public.spoken_italian'::regconfig
    WHEN 'lt' THEN 'public.spoken_lithuanian'::regconfig
    WHEN 'ne' THEN 'public.spoken_nepali'::regconfig
    WHEN 'nl' THEN 'public.spoken_dutch'::regconfig
    WHEN 'no' THEN 'public.spoken_norwegian'::regconfig
    WHEN 'pt' THEN 'public.spoken_portuguese'::regconfig
    WHEN 'ro' THEN 'public.spoken_romanian'::regconfig
    WHEN 'ru' THEN 'public.spoken_russian'::regconfig
    WHEN 'sr' THEN 'public.spoken_serbian'::regconfig
    WHEN 'sv' THEN 'public.spoken_swedish'::regconfig
    WHEN 'ta' THEN 'public.spoken_tamil'::regconfig
    WHEN 'tr' THEN 'public.spoken_turkish'::regconfig
    WHEN 'yi' THEN 'public.spoken_yiddish'::regconfig
    ELSE 'pg_catalog.simple'::regconfig
  END
$$;

-- Scripts that put no spaces between words are searched letter by letter: what is looked for is then a phrase of letters.
CREATE FUNCTION search_spaced(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN words ~ '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF]'
    THEN regexp_replace(words, '([\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF])', ' \1 ', 'g')
    ELSE words END
$$;

-- The words of a text, and the shelf that it stands on: one look into the index finds both.
CREATE FUNCTION search_vector(shelf int, lang text, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(ARRAY['@' || shelf::text]) || to_tsvector(search_config(lang), search_spaced(words))
$$;

-- What somebody looks for: every part (a word, or a phrase) in the forms of any language.
CREATE FUNCTION search_query(parts text[]) RETURNS tsquery LANGUAGE sql STABLE AS $$
  SELECT string_agg('(' || forms || ')', ' & ')::tsquery FROM (
    SELECT (SELECT string_agg(DISTINCT '(' || form || ')', ' | ')
      FROM pg_ts_config c, LATERAL CAST(phraseto_tsquery(c.oid::regconfig, search_spaced(part)) AS text) AS form
      WHERE (c.cfgname LIKE 'spoken\_%' OR c.oid = 'pg_catalog.simple'::regconfig) AND form <> '') AS forms
    FROM unnest(parts) AS part
  ) AS each_part
$$;

-- A shelf holds what one owner said. It is a number of the owner's at the time; a session that changes hands keeps its own.
ALTER TABLE "session" ADD COLUMN "shelf" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "session" ADD COLUMN "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "segment" ADD COLUMN "shelf" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "translation" ADD COLUMN "shelf" INTEGER NOT NULL DEFAULT 0;
UPDATE "session" SET "shelf" = hashtext("owner_id");
UPDATE "segment" g SET "shelf" = s."shelf" FROM "session" s WHERE s."id" = g."session_id";
UPDATE "translation" t SET "shelf" = s."shelf" FROM "session" s WHERE s."id" = t."session_id";

ALTER TABLE "segment" ADD COLUMN "search" TSVECTOR GENERATED ALWAYS AS (search_vector("shelf", "lang", "text")) STORED;
ALTER TABLE "translation" ADD COLUMN "search" TSVECTOR GENERATED ALWAYS AS (search_vector("shelf", "lang", "text")) STORED;

-- CreateIndex
CREATE INDEX "session_owner_id_shelf_idx" ON "session"("owner_id", "shelf");

-- CreateIndex
CREATE INDEX "segment_search_idx" ON "segment" USING GIN ("search");

-- CreateIndex
CREATE INDEX "translation_search_idx" ON "translation" USING GIN ("search");

-- New words wait in a list that every search reads: a short one, or searches suffer while people speak.
ALTER INDEX "segment_search_idx" SET (gin_pending_list_limit = 256);
ALTER INDEX "translation_search_idx" SET (gin_pending_list_limit = 256);

-- The owner's number stands in every vector: more rows have it than PostgreSQL assumes of a word.
ALTER TABLE "segment" ALTER COLUMN "search" SET STATISTICS 500;
ALTER TABLE "translation" ALTER COLUMN "search" SET STATISTICS 500;
