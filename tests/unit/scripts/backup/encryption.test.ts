import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decrypted, encrypted, isEncrypted } from "#scripts/backup/encryption";
import { type BackupKey, readBackupKey } from "#scripts/backup/key";
import { temporaryFolder } from "#testing/services/temporary-folder";

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

/** Three pieces of 64 KiB, the last one short. */
const WORDS = randomBytes(150_000);
let secretKey: string;
let key: BackupKey;
let file: Buffer;

beforeAll(async () => {
  secretKey = await generateX25519Identity();
  key = await keyOf(secretKey);
  file = await all(encrypted(pieces(WORDS), key));
});

async function keyOf(text: string): Promise<BackupKey> {
  const found = await readBackupKey({ BACKUP_KEY: text });
  if (!found) throw new Error("no key");
  return found;
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}

async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const found: Uint8Array[] = [];
  for await (const piece of source) found.push(piece);
  return Buffer.concat(found);
}

const opened = (bytes: Buffer, by: BackupKey | null = key) => all(decrypted(pieces(bytes), "FILE", by));

test("a secret key opens a file that is encrypted for its public key, and the file has no plain text", async () => {
  const publicKey = await keyOf(await identityToRecipient(secretKey));
  expect((await opened(await all(encrypted(pieces(WORDS), publicKey)))).equals(WORDS)).toBe(true);
  expect((await opened(file)).equals(WORDS)).toBe(true);
  expect(file.includes(WORDS.subarray(70_000, 70_016))).toBe(false);
  await expect(opened(file, publicKey)).rejects.toThrow("only a public key is set");
});

test("a missing key and another key are refused in a sentence", async () => {
  await expect(opened(file, null)).rejects.toThrow("FILE is encrypted: BACKUP_KEY_FILE or BACKUP_KEY must hold");
  const other = await keyOf(await generateX25519Identity());
  await expect(opened(file, other)).rejects.toThrow("The key does not open FILE");
});

test("a file that is cut, changed, reordered or continued at any place is refused", async () => {
  const payload = file.indexOf("\n---") + 48;
  const piece = 65_536 + 16;
  const start = file.length - 2 * piece - (150_000 - 2 * 65_536 + 16);
  expect(start).toBeGreaterThan(payload);
  const cuts = [30, payload, start - 1, start, start + 1, start + piece, start + 2 * piece, file.length - 1];
  const flips = [25, payload, start, start + piece - 1, start + piece, file.length - 1];
  const wrong = [
    ...cuts.map((at) => file.subarray(0, at)),
    ...flips.map((at) => flipped(at)),
    Buffer.concat([file, Buffer.from("more")]),
    // The second piece left out, and the first two exchanged.
    Buffer.concat([file.subarray(0, start + piece), file.subarray(start + 2 * piece)]),
    Buffer.concat([
      file.subarray(0, start),
      file.subarray(start + piece, start + 2 * piece),
      file.subarray(start, start + piece),
      file.subarray(start + 2 * piece),
    ]),
  ];
  for (const bytes of wrong) await expect(opened(bytes)).rejects.toMatchObject({ name: "BackupError" });
});

function flipped(at: number): Buffer {
  const changed = Buffer.from(file);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

test("an encrypted file is recognised by its beginning", async () => {
  const path = join(folder, "file");
  for (const [bytes, expected] of [
    [file, true],
    [Buffer.from([0x1f, 0x8b, 8, 0]), false],
    [Buffer.alloc(0), false],
  ] as const) {
    writeFileSync(path, bytes);
    expect(await isEncrypted(path)).toBe(expected);
  }
});

test("a key is read from a file of age-keygen; an invalid one is refused without quoting it", async () => {
  const path = join(folder, "key");
  writeFileSync(path, `# created: today\n# public key: age1...\n${secretKey}\n`);
  expect((await readBackupKey({ BACKUP_KEY_FILE: path }))?.secretKeys).toEqual([secretKey]);
  expect(await readBackupKey({})).toBe(null);
  const wrong = `${secretKey.slice(0, -1)}${secretKey.endsWith("Q") ? "P" : "Q"}`;
  const failure: Error = await keyOf(wrong).then(
    () => Promise.reject(new Error("it was taken")),
    (error) => error,
  );
  expect(failure.message).toContain("BACKUP_KEY: key number 1 is not an age key");
  expect(failure.message).not.toContain(wrong.slice(20, 40));
  await expect(keyOf("a passphrase")).rejects.toThrow("is not an age key");
  await expect(keyOf("# nothing")).rejects.toThrow("holds no key");
  await expect(readBackupKey({ BACKUP_KEY_FILE: join(folder, "none") })).rejects.toThrow("cannot be read (ENOENT)");
  await expect(readBackupKey({ BACKUP_KEY: secretKey, BACKUP_KEY_FILE: path })).rejects.toThrow("not both");
});
