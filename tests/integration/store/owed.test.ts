import type { Job } from "bullmq";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { TranslateJob } from "#redis/translate-queue";
import { database, openDatabase } from "#store/database";
import { commitSegment } from "#store/segments/commit-piece";
import { correctSegment, correctTranslation } from "#store/segments/correct-segment";
import { deleteOwed, owedBy, storeTranslation, takeOwed } from "#store/translations/translations";
import { eventually } from "#testing/eventually";
import { createDatabase } from "#testing/services/run";
import type { WorkerContext } from "#worker/context";
import { createTranslate } from "#worker/translating/translate";
import { claimedSession } from "./claimed-session";

let opened: { close(): Promise<void> };
let url: string;
let sessionId: string;

beforeAll(async () => {
  url = await createDatabase();
  opened = openDatabase(url);
  await database().user.create({ data: { id: "anna", name: "anna", email: "anna@example.test" } });
});
afterAll(() => opened.close());

/** Three lines with the revs 1 to 3, whose translations into Spanish are owed. */
beforeEach(async () => {
  await database().session.deleteMany();
  const claimed = await claimedSession(["es"]);
  sessionId = claimed.sessionId;
  const { epoch } = claimed;
  const times = { startMs: 0, endMs: 900, anchor: 0, confidence: null, engineText: null, words: null };
  for (const seq of [1, 2, 3]) {
    await commitSegment({ sessionId, epoch, seq, kind: "speech", text: `line ${seq}`, lang: "en-US", ...times });
  }
});

const owed = async () => (await owedBy(sessionId)).map(({ seq }) => seq).toSorted();
const taken = async (limit: number) => (await takeOwed(limit, 15_000)).map(({ seq }) => seq).toSorted();
const owedSince = (seconds: number) =>
  database().$executeRaw`
    UPDATE untranslated SET created_at = now() - ${seconds} * interval '1 s', ask_after = now() - ${seconds} * interval '1 s'`;
const pass = (seconds: number) =>
  database().$executeRaw`
    UPDATE untranslated SET created_at = created_at - ${seconds} * interval '1 s', ask_after = ask_after - ${seconds} * interval '1 s'`;

describe("a translation that is owed", () => {
  test("is left to its own job at first; then each is enqueued in its turn", async () => {
    expect(await taken(9)).toEqual([]);
    await owedSince(16);
    const [first, second] = [await taken(2), await taken(2)];
    expect([...first, ...second].toSorted()).toEqual([1, 2, 3]);
    expect(await taken(2)).toEqual([]);
  });

  test("is enqueued with growing delays of at most ten minutes", async () => {
    await owedSince(200);
    expect(await taken(9)).toHaveLength(3);
    await pass(100);
    expect(await taken(9)).toHaveLength(0);
    await pass(101);
    expect(await taken(9)).toHaveLength(3);
    await owedSince(1_000_000);
    expect(await taken(9)).toHaveLength(3);
    await pass(500);
    expect(await taken(9)).toHaveLength(0);
    await pass(101);
    expect(await taken(9)).toHaveLength(3);
  });

  test("is no longer owed once a human has written it or its job finds it stored", async () => {
    await correctTranslation({ sessionId, seq: 1, lang: "es", expected: 0, text: "a mano", authorId: "anna" });
    await database().untranslated.create({ data: { sessionId, seq: 1, lang: "es" } });
    const told: unknown[] = [];
    const context = { publisher: { translation: (_: string, done: unknown) => told.push(done) } };
    const job = { data: { sessionId, seq: 1, lang: "es" } };
    await createTranslate(context as unknown as WorkerContext)(job as unknown as Job<TranslateJob>);
    expect(told).toMatchObject([{ translation: { text: "a mano" } }]);
    expect(await owed()).toEqual([2, 3]);
  });

  test("stays owed when it is stored while a correction of the line is under way", async () => {
    const correcting = new pg.Client({ connectionString: url });
    await correcting.connect();
    await correcting.query("BEGIN");
    await correcting.query("UPDATE session SET rev = rev + 1 WHERE id = $1", [sessionId]);
    await correcting.query("UPDATE segment SET text = 'the second', rev = 9 WHERE session_id = $1 AND seq = 2", [
      sessionId,
    ]);
    await correcting.query("UPDATE untranslated SET created_at = now() WHERE session_id = $1 AND seq = 2", [sessionId]);
    const stored = [1, 2].map((seq) =>
      storeTranslation({
        sessionId,
        seq,
        lang: "es",
        text: `línea ${seq}`,
        sourceRev: seq,
        unknownWords: 0,
        engine: "t",
      }),
    );
    await eventually("both wait for it", async () => {
      const { rows } = await correcting.query("SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted");
      return rows[0].n === 2;
    });
    await correcting.query("COMMIT");
    await correcting.end();
    expect(await Promise.all(stored)).toMatchObject([{ translation: { seq: 1 } }, { translation: { seq: 2 } }]);
    expect(await owed()).toEqual([2, 3]);
  });

  test("stays owed if the line was corrected meanwhile", async () => {
    const made = { sessionId, seq: 2, lang: "es", text: "línea 2", sourceRev: 2, engine: "test", rev: 4 };
    await database().translation.create({ data: made });
    await correctSegment({ sessionId, seq: 2, expected: 2, text: "the second", authorId: "anna" });
    await deleteOwed(made);
    expect(await owed()).toEqual([1, 2, 3]);
  });
});
