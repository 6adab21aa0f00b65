-- In a database of the locale C, PostgreSQL's parser takes every character beyond ASCII for a letter: `“salt”` and `¿Dónde`
-- were words with their marks. So marks become spaces before it sees them, by their numbers: alike under every locale.
--   Taken away: what stands within words (soft hyphen, Armenian stress and question, word joiner) or has no width.
--   A space: spaces, punctuation and signs. The joiners U+200C and U+200D, ª, µ and º belong to words.
--   Spaces around: letters of scripts without spaces, 々〆〇 too; what is looked for is then a phrase of letters.
CREATE OR REPLACE FUNCTION search_spaced(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN words ~ '[\u0080-\U0010FFFF]' THEN regexp_replace(
    regexp_replace(words, '[\u00AD\u055B\u055C\u055E\u2060\uFE00-\uFE0F\uFEFF]', '', 'g'),
    '([\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF])'
      -- Latin, Greek, Armenian, Hebrew
      '|[\u0080-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF\u00D7\u00F7\u037E\u0387\u055A-\u055F\u0589\u058A'
      '\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4'
      -- Arabic, Devanagari, Ethiopic
      '\u060C\u060D\u061B-\u061F\u066A-\u066D\u06D4\u0964\u0965\u0970\u1361-\u1368'
      -- General punctuation, currencies, letter-like signs, arrows to dingbats
      '\u2000-\u200B\u200E-\u206F\u20A0-\u20CF\u2103\u2109\u2116\u2117\u2120\u2122\u2190-\u2BFF\u2E00-\u2E7F'
      -- Chinese, Japanese and Korean, full width, emoji
      '\u3000-\u303F\uFE10-\uFE1F\uFE30-\uFE6F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFE0-\uFFFD\U0001F000-\U0001FAFF]',
    ' \1 ', 'g')
  ELSE words END
$$;

-- A generated column keeps what it was made of: made anew, with its index, whose settings are as before.
ALTER TABLE "segment" DROP COLUMN "search",
  ADD COLUMN "search" TSVECTOR GENERATED ALWAYS AS (search_vector("shelf", "lang", "text")) STORED;
ALTER TABLE "translation" DROP COLUMN "search",
  ADD COLUMN "search" TSVECTOR GENERATED ALWAYS AS (search_vector("shelf", "lang", "text")) STORED;
ALTER TABLE "segment" ALTER COLUMN "search" SET STATISTICS 500;
ALTER TABLE "translation" ALTER COLUMN "search" SET STATISTICS 500;

-- CreateIndex
CREATE INDEX "segment_search_idx" ON "segment" USING GIN ("search") WITH (gin_pending_list_limit = 256);

-- CreateIndex
CREATE INDEX "translation_search_idx" ON "translation" USING GIN ("search") WITH (gin_pending_list_limit = 256);
