-- Every column that people, browsers and providers fill has a limit. Requests are checked before they reach a table; this
-- holds where a check is missing. Triggers, not CHECK constraints: a row that was stored before the limit keeps its text, its
-- other columns can change, and a backup that holds it can be restored.
CREATE FUNCTION refuse_long_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the text of %.% is too long', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'string_data_right_truncation';
END
$$;

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT a.attrelid::regclass AS of_table, a.attname AS col, most,
      format(CASE a.atttypid WHEN 'text[]'::regtype THEN 'char_length(array_to_string(NEW.%I, '',''))' ELSE 'char_length(NEW.%I)' END, a.attname) AS size,
      -- An engine's words are not limited here: a refused commit would end the session.
      CASE WHEN a.attname = 'text' THEN 'NEW.author_id IS NOT NULL AND ' ELSE '' END AS written_by_people
    FROM (VALUES
      ('user', 'name', 200), ('user', 'email', 320), ('user', 'image', 2000),
      ('profile', 'interface_lang', 100), ('profile', 'source_lang', 100), ('profile', 'target_langs', 2000),
      ('term', 'written', 200), ('term', 'heard_as', 4000),
      ('session', 'title', 200), ('session', 'tags', 1000), ('session', 'source_lang', 100),
      ('session', 'alternative_langs', 1000), ('session', 'target_langs', 2000),
      ('share_link', 'label', 200), ('share_link', 'langs', 20000),
      ('segment', 'speaker', 200), ('segment', 'text', 16000), ('translation', 'text', 16000),
      ('auth_session', 'token', 1000), ('auth_session', 'ip_address', 200), ('auth_session', 'user_agent', 1000),
      ('account', 'account_id', 1000), ('account', 'provider_id', 100), ('account', 'scope', 4000), ('account', 'password', 1000),
      ('account', 'access_token', 20000), ('account', 'refresh_token', 20000), ('account', 'id_token', 20000),
      ('verification', 'identifier', 1000), ('verification', 'value', 20000),
      ('two_factor', 'secret', 4000), ('two_factor', 'backup_codes', 20000)
    ) AS limits (table_name, column_name, most)
    LEFT JOIN pg_attribute a ON a.attrelid = quote_ident(table_name)::regclass AND a.attname = column_name
  LOOP
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE INSERT ON %s FOR EACH ROW WHEN (%s %s > %s) EXECUTE FUNCTION refuse_long_text(%L)',
      one.col || '_length_of_new', one.of_table, one.written_by_people, one.size, one.most, one.col);
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE UPDATE OF %I ON %s FOR EACH ROW WHEN (%s %s > %s AND NEW.%I IS DISTINCT FROM OLD.%I) EXECUTE FUNCTION refuse_long_text(%L)',
      one.col || '_length', one.col, one.of_table, one.written_by_people, one.size, one.most, one.col, one.col, one.col);
  END LOOP;
END
$$;

-- Read on every request of its person. No page has ever taken a name of more than 100 characters, and none shows an image.
UPDATE "user" SET "name" = left("name", 200) WHERE char_length("name") > 200;
UPDATE "user" SET "image" = NULL WHERE char_length("image") > 2000;
