import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NO_PERSON, openUnsentDatabase } from "#app/unsent/database";
import { dropAllUnsent, UnsentStore } from "#app/unsent/unsent-store";
import { CHUNK_BYTES } from "#protocol/sound";
import { standInIndexedDb } from "#testing/browser/stand-in-indexed-db";
import type { StandInLocks } from "#testing/browser/stand-in-locks";
import { eventually } from "#testing/eventually";

const SESSION = "a".repeat(22);
const ALICE = "alice";

let locks: StandInLocks;
beforeEach(() => {
  locks = standInIndexedDb();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function openFor(person: string | null = ALICE): Promise<UnsentStore> {
  const store = await UnsentStore.open(person);
  if (!store) throw new Error("the store did not open");
  return store;
}

const chunk = (mark: number) => new Uint8Array(CHUNK_BYTES).fill(mark);
const FIRST = { n: 1, beganAt: 1_000 };

/** Records chunks 1 to `last` of take 7 and acknowledges `acknowledged` of them, as a page that then goes without a word. */
async function recordAndGo(store: UnsentStore, last: number, acknowledged: number, sessionId: string | null = SESSION) {
  const recording = store.record(sessionId);
  recording.began(7);
  for (let n = 1; n <= last; n += 1) recording.add(n, chunk(n), n < 5 ? FIRST : { n: 5, beganAt: 9_000 });
  recording.acknowledged(acknowledged);
  await recording.close();
}

test("the next page of the person gets the chunks that were not acknowledged, with their take and the times of their runs", async () => {
  await recordAndGo(await openFor(), 6, 3);
  const left = await (await openFor()).takeLeft(SESSION);
  expect(left?.take).toBe(7);
  expect(left?.chunks).toEqual([
    { n: 4, run: FIRST, sound: chunk(4) },
    { n: 5, run: { n: 5, beganAt: 9_000 }, sound: chunk(5) },
    { n: 6, run: { n: 5, beganAt: 9_000 }, sound: chunk(6) },
  ]);
});

test("what the later page records and what it acknowledges continues the same recording", async () => {
  await recordAndGo(await openFor(), 4, 0);
  const left = await (await openFor()).takeLeft(SESSION);
  left?.recording.add(5, chunk(5), { n: 5, beganAt: 20_000 });
  left?.recording.acknowledged(3);
  await left?.recording.close();
  const later = await (await openFor()).takeLeft(SESSION);
  expect(later?.chunks.map(({ n }) => n)).toEqual([4, 5]);
});

test("sound that became the beginning of another take keeps its order under its new numbers", async () => {
  const store = await openFor();
  const recording = store.record(SESSION);
  recording.began(7);
  for (let n = 1; n <= 4; n += 1) recording.add(n, chunk(n), FIRST);
  recording.acknowledged(2);
  recording.renumber(-2);
  recording.leaveTake();
  recording.add(3, chunk(5), FIRST);
  await recording.close();
  const left = await store.takeLeft(SESSION);
  expect(left?.take).toBeNull();
  expect(left?.chunks.map(({ n, sound }) => [n, sound[0]])).toEqual([
    [1, 3],
    [2, 4],
    [3, 5],
  ]);
});

test("a recording is deleted once everything is acknowledged, or when it is dropped", async () => {
  const store = await openFor();
  await recordAndGo(store, 3, 3);
  expect(await store.takeLeft(SESSION)).toBeNull();
  const dropped = store.record(SESSION);
  dropped.add(1, chunk(1), FIRST);
  dropped.drop();
  const database = await openUnsentDatabase();
  await eventually("nothing is stored", async () => (await database.count("recordings")) === 0);
  expect(await database.count("chunks")).toBe(0);
});

test("a page gets no sound of a page that is still open, and gets it once that page has gone in any way", async () => {
  const store = await openFor();
  const recording = store.record(SESSION);
  recording.add(1, chunk(1), FIRST);
  const database = await openUnsentDatabase();
  await eventually("the chunk is stored", async () => (await database.count("chunks")) === 1);
  const other = await openFor();
  expect([await other.lengths(), await other.takeLeft(SESSION)]).toEqual([[], null]);
  locks.releaseAll();
  await eventually("the lock is free", async () => (await locks.query()).held.length === 0);
  expect(await other.lengths()).toMatchObject([{ sessionId: SESSION, chunks: 1 }]);
  expect((await other.takeLeft(SESSION))?.chunks).toHaveLength(1);
});

test("the stored sound is encrypted, another person gets none of it, and signing out deletes sound and keys", async () => {
  await recordAndGo(await openFor(), 2, 0);
  const database = await openUnsentDatabase();
  const [stored] = await database.getAll("chunks");
  expect(stored?.sound.byteLength).toBe(CHUNK_BYTES + 16);
  expect(new Uint8Array(stored?.sound ?? new ArrayBuffer(0)).filter((byte) => byte === 1).length).toBeLessThan(200);
  const [held] = await database.getAll("keys");
  expect(held?.key.extractable).toBe(false);
  expect(await (await openFor("bob")).takeLeft(SESSION)).toBeNull();
  await dropAllUnsent();
  expect(await (await openFor()).takeLeft(SESSION)).toBeNull();
  expect(await database.count("chunks")).toBe(0);
  database.close();
});

test("a page without a connection records for the person who used the browser last", async () => {
  await openFor("bob");
  await eventually("time passes", () => Date.now() % 5 === 0);
  await recordAndGo(await openFor(), 2, 0, null);
  const unknown = await openFor(null);
  expect((await unknown.takeLeft(null))?.chunks).toHaveLength(2);
});

test("a recording that was made before anyone was signed in goes to the owner of the session that was begun for it", async () => {
  const store = await openFor(NO_PERSON);
  const languages = { sourceLang: "en-US", targetLangs: ["es"] };
  const recording = store.record(null, languages);
  recording.add(1, chunk(1), FIRST);
  await recording.close();
  expect(await (await openFor()).takeLeft(null)).toBeNull();
  const left = await (await openFor(NO_PERSON)).takeLeft(null);
  expect(left?.recording.row.languages).toEqual(languages);
  left?.recording.belongsTo(SESSION);
  await left?.recording.close();
  expect((await (await openFor()).takeLeft(SESSION))?.chunks).toEqual([{ n: 1, run: FIRST, sound: chunk(1) }]);
});

test("an hour is kept at most: the oldest sound gives way", async () => {
  const store = await openFor();
  const recording = store.record(SESSION);
  const HOUR = 18_000;
  recording.add(1, chunk(1), FIRST);
  recording.add(HOUR, chunk(2), FIRST);
  recording.add(HOUR + 1, chunk(3), FIRST);
  await recording.close();
  expect((await store.takeLeft(SESSION))?.chunks.map(({ n }) => n)).toEqual([HOUR, HOUR + 1]);
});

test("where the browser stores nothing there is no store, and one that refuses later says so", async () => {
  const store = await openFor();
  const refused = vi.fn();
  store.onRefused(refused);
  const database = await openUnsentDatabase();
  vi.spyOn(crypto.subtle, "encrypt").mockRejectedValue(new DOMException("full", "QuotaExceededError"));
  store.record(SESSION).add(1, chunk(1), FIRST);
  await eventually("the page is told", () => refused.mock.calls.length === 1);
  expect(store.isRefused).toBe(true);
  database.close();
  vi.stubGlobal("indexedDB", undefined);
  expect(await UnsentStore.open(ALICE)).toBeNull();
});
