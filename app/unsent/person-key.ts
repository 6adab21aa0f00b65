import type { UnsentDatabase } from "./database";

const CIPHER = "AES-GCM";
const IV_BYTES = 12;

export type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly sound: ArrayBuffer };

/**
 * The key of a person in this browser. It is made here and cannot be extracted: a page without a connection needs it, so it
 * cannot come from the server. Signing out deletes it, which leaves the sound unreadable.
 */
export async function keyOf(database: UnsentDatabase, person: string): Promise<CryptoKey> {
  const made = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
  const transaction = database.transaction("keys", "readwrite");
  const key = (await transaction.store.get(person))?.key ?? made;
  await transaction.store.put({ person, key, usedAt: Date.now() });
  await transaction.done;
  return key;
}

/** The person who used this browser last, for a page without a connection; null: none is known. */
export async function lastPerson(database: UnsentDatabase): Promise<string | null> {
  const keys = await database.getAll("keys");
  return keys.sort((a, b) => b.usedAt - a.usedAt)[0]?.person ?? null;
}

/** @param place where the sound belongs: sound that was moved elsewhere cannot be opened */
export async function seal(key: CryptoKey, place: string, sound: Uint8Array): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const plain = new Uint8Array(sound);
  return { iv, sound: await crypto.subtle.encrypt({ name: CIPHER, iv, additionalData: bytesOf(place) }, key, plain) };
}

/** @throws DOMException when the key or the place is another one */
export async function unseal(key: CryptoKey, place: string, { iv, sound }: Sealed): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.decrypt({ name: CIPHER, iv, additionalData: bytesOf(place) }, key, sound));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}
