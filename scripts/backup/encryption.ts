import { open } from "node:fs/promises";
import { ReadableStream as NodeReadableStream } from "node:stream/web";
import { Decrypter, Encrypter } from "age-encryption";
import { BackupError } from "./contents";
import type { BackupKey } from "./key";

/** The first bytes of every age file. */
const AGE = Buffer.from("age-encryption.org/");

type Bytes = AsyncIterable<Uint8Array>;

/** Encrypts a stream into an age file: 64 KiB at a time, with each piece and the end authenticated. */
export async function* encrypted(source: Bytes, key: BackupKey): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  for (const publicKey of key.publicKeys) encrypter.addRecipient(publicKey);
  yield* iterated(await encrypter.encrypt(streamed(source)));
}

/**
 * Decrypts the output of `encrypted`. Each piece is authenticated before it is passed on; the end is authenticated
 * last.
 * @throws BackupError
 */
export async function* decrypted(source: Bytes, file: string, key: BackupKey | null): AsyncGenerator<Uint8Array> {
  if (key === null)
    throw new BackupError(`${file} is encrypted: BACKUP_KEY_FILE or BACKUP_KEY must hold its secret key.`);
  if (key.secretKeys.length === 0)
    throw new BackupError(
      `${file} is encrypted, and only a public key is set. Set the secret key (AGE-SECRET-KEY-...).`,
    );
  const decrypter = new Decrypter();
  for (const secretKey of key.secretKeys) decrypter.addIdentity(secretKey);
  try {
    yield* iterated(await decrypter.decrypt(streamed(source)));
  } catch (error) {
    if (error instanceof Error && "code" in error) throw error;
    const isOther = error instanceof Error && error.message.startsWith("no identity matched");
    throw new BackupError(
      isOther
        ? `The key does not open ${file}: the file was encrypted for another key, or its beginning is damaged.`
        : `${file} is damaged, cut off or was changed after its encryption.`,
    );
  }
}

export async function isEncrypted(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(AGE.length), 0, AGE.length, 0);
    return buffer.equals(AGE);
  } finally {
    await handle.close();
  }
}

// TypeScript's DOM types lack the methods of Node's streams.

function streamed(source: Bytes): ReadableStream<Uint8Array> {
  return NodeReadableStream.from(source) as ReadableStream<Uint8Array>;
}

function iterated(stream: ReadableStream<Uint8Array>): Bytes {
  return stream as NodeReadableStream<Uint8Array>;
}
