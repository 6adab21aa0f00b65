import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { generateX25519Identity } from "age-encryption";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readBackupKey } from "#scripts/backup/key";
import { readBackup } from "#scripts/backup/read-backup";
import { writeBackup } from "#scripts/backup/write-backup";
import { withPostgres } from "#scripts/databases/postgres-client";
import { everything, fillWithHistory } from "#testing/examples/history-rows";
import { createDatabase } from "#testing/services/run";
import { temporaryFolder } from "#testing/services/temporary-folder";

const SECRET = { value: "s".repeat(32), kept: true };
const folder = temporaryFolder();
const file = join(folder, "backup.gz");
/** Parts of sound in PostgreSQL, with every byte in them, and in an object store; an object that is to be deleted. */
const KEPT_SOUND = `
  UPDATE session SET sound = 'off', sound_end = 480000, sound_bytes = 60000 WHERE id = 'aaaaaaaaaaaaaaaaaaaaaa';
  INSERT INTO sound_part (session_id, first, samples, packets, peaks, tail, object)
    SELECT 'aaaaaaaaaaaaaaaaaaaaaa', first, 160000, packets, '\\\\x00ff', '\\\\x5c0a', object
    FROM (SELECT decode(string_agg(lpad(to_hex(n % 256), 2, '0'), ''), 'hex') AS bytes FROM generate_series(1, 30000) n) all_bytes,
      LATERAL (VALUES (0, bytes, NULL), (320000, '', 'sound/kept/one')) part (first, packets, object);
  INSERT INTO sound_object (location, doomed) VALUES ('sound/kept/two', true)`;
let source: string;
let held: Record<string, string[]>;

beforeAll(async () => {
  source = await createDatabase();
  await fillWithHistory(source);
  await withPostgres(source, (client) => client.query(KEPT_SOUND));
  held = await everything(source);
  await writeBackup(source, file, SECRET, null);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The file with its text changed. */
function changed(change: (text: string) => string): string {
  const other = join(folder, "changed.gz");
  writeFileSync(other, gzipSync(change(gunzipSync(readFileSync(file)).toString())));
  return other;
}

test("a restored database equals the saved one", async () => {
  expect(Object.values(held).flat().length).toBeGreaterThan(9);
  const target = await createDatabase();
  const { head, rows } = await readBackup(target, file, { replace: false, key: null });
  expect(await everything(target)).toEqual(held);
  expect(rows).toMatchObject({ session: 2, segment: 2, account: 1, auth_session: 1, sound_part: 2, sound_object: 1 });
  expect(head.authSecret).toBe(SECRET.value);
});

test("only the file's owner can read it, and it has no secret that the environment sets", async () => {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await writeBackup(source, join(folder, "other.gz"), { ...SECRET, kept: false }, null);
  expect(gunzipSync(readFileSync(join(folder, "other.gz"))).toString()).not.toContain(SECRET.value);
});

test("a database with sessions is restored into only with `replace`", async () => {
  await expect(readBackup(source, file, { replace: false, key: null })).rejects.toThrow(
    "The database holds 2 sessions",
  );
  expect(await everything(source)).toEqual(held);
  await withPostgres(source, (client) => client.query("DELETE FROM session WHERE id LIKE 'a%'"));
  await readBackup(source, file, { replace: true, key: null });
  expect(await everything(source)).toEqual(held);
});

test("a database in use is not restored into", async () => {
  const target = await createDatabase();
  await withPostgres(target, async () => {
    await expect(readBackup(target, file, { replace: true, key: null })).rejects.toThrow("Stop Interline first");
  });
});

test("a damaged, cut-off, too new or missing file changes nothing", async () => {
  writeFileSync(join(folder, "cut.gz"), readFileSync(file).subarray(0, -20));
  writeFileSync(join(folder, "flipped.gz"), readFileSync(file).fill(0x55, 200, 210));
  writeFileSync(join(folder, "plain.gz"), "nothing of ours");
  const lastLine = (text: string) => text.trimEnd().lastIndexOf("\n") + 1;
  for (const damaged of [
    join(folder, "cut.gz"),
    join(folder, "flipped.gz"),
    join(folder, "plain.gz"),
    join(folder, "missing.gz"),
    changed((text) => text.slice(0, lastLine(text))),
    changed((text) => text.replace('"segment":2', '"segment":3')),
    changed((text) => `${text}more\n`),
    changed((text) => text.replace('"version":1', '"version":2')),
    changed((text) => text.replace('"migrations":["', '"migrations":["99999999999999_later","')),
    changed((text) => text.replace("\tspeech\t", "\tsong\t")),
  ])
    await expect(readBackup(source, damaged, { replace: true, key: null }), damaged).rejects.toMatchObject({
      name: "BackupError",
    });
  expect(await everything(source)).toEqual(held);
});

test("an encrypted backup is restored with its key only; without it, or from a cut or changed file, nothing changes", async () => {
  const [key, other] = [await newKey(), await newKey()];
  const sealed = join(folder, "sealed.gz.age");
  await writeBackup(source, sealed, SECRET, key);
  expect(statSync(sealed).mode & 0o777).toBe(0o600);
  const bytes = readFileSync(sealed);
  writeFileSync(join(folder, "cut.age"), bytes.subarray(0, -1));
  writeFileSync(join(folder, "flipped.age"), Buffer.from(bytes).fill(0x55, bytes.length - 40, bytes.length - 30));
  for (const [name, by, said] of [
    [sealed, null, "is encrypted: BACKUP_KEY_FILE or BACKUP_KEY must hold its secret key"],
    [sealed, other, "The key does not open"],
    [join(folder, "cut.age"), key, "is damaged, cut off or was changed"],
    [join(folder, "flipped.age"), key, "is damaged, cut off or was changed"],
  ] as const) {
    const failure = readBackup(source, name, { replace: true, key: by });
    await expect(failure, name).rejects.toMatchObject({ name: "BackupError", message: expect.stringContaining(said) });
  }
  expect(await everything(source)).toEqual(held);
  const target = await createDatabase();
  expect(await readBackup(target, sealed, { replace: false, key })).toMatchObject({ isEncrypted: true });
  expect(await everything(target)).toEqual(held);
  expect(await readBackup(target, file, { replace: true, key })).toMatchObject({ isEncrypted: false });
});

async function newKey() {
  return readBackupKey({ BACKUP_KEY: await generateX25519Identity() });
}

test("a transaction that is open during a backup is not in it", async () => {
  const busy = await createDatabase();
  await fillWithHistory(busy);
  const target = await createDatabase();
  await withPostgres(busy, async (client) => {
    await client.query("BEGIN");
    await client.query(`DELETE FROM "user" WHERE id = 'anna'`);
    await writeBackup(busy, join(folder, "busy.gz"), SECRET, null);
    await client.query("COMMIT");
  });
  await readBackup(target, join(folder, "busy.gz"), { replace: false, key: null });
  const { session = [], segment = [] } = await everything(target);
  expect([session.length, segment.length]).toEqual([2, 2]);
});

test("no table uses a sequence, whose state a backup would have to keep", async () => {
  const found = await withPostgres(source, (client) => client.query("SELECT 1 FROM pg_sequences"));
  expect(found.rowCount).toBe(0);
});
