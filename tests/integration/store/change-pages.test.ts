import { beforeAll, expect, test } from "vitest";
import { emptyTranscript, isBehind, reduce, segmentsInOrder, sinceOf } from "#protocol/reduce";
import type { SessionView } from "#protocol/session";
import { WHOLE } from "#protocol/share";
import type { Changes, Since } from "#protocol/transcript";
import { readChanges } from "#store/segments/changes";
import { commitSegment } from "#store/segments/commit-piece";
import { correctSegment } from "#store/segments/correct-segment";
import { storeTranslation } from "#store/translations/translations";
import { databaseOf } from "#testing/vitest/database-of";
import { claimedSession } from "./claimed-session";

databaseOf("anna");

const PAGE = 5_000;
const LINES = 30;
let sessionId: string;

beforeAll(async () => {
  const claimed = await claimedSession(["es", "ca"]);
  sessionId = claimed.sessionId;
  const { epoch } = claimed;
  for (let seq = 1; seq <= LINES; seq += 1) {
    const times = { startMs: seq * 1_000, endMs: seq * 1_000 + 900, anchor: seq * 16_000, confidence: null };
    const text = seq === 7 ? "ữ".repeat(2_000) : `Line ${seq}. `.repeat(20);
    const segment = { kind: "speech" as const, text, lang: "en-US", engineText: null, words: null, ...times };
    await commitSegment({ sessionId, epoch, seq, ...segment });
    const translated = { sessionId, seq, text, sourceRev: 1, unknownWords: 0, engine: "test" };
    for (const lang of seq % 2 === 0 ? ["es"] : ["es", "ca"]) await storeTranslation({ ...translated, lang });
  }
  await correctSegment({ sessionId, seq: 2, text: "Corrected", expected: (await revOf(2)) ?? 0, authorId: "anna" });
});

const revOf = async (seq: number) => (await readChanges(sessionId, 0))?.segments.find((one) => one.seq === seq)?.rev;

/** Collects all changes, as a page does. */
async function collect(from: Since, scope = WHOLE) {
  let transcript = emptyTranscript<SessionView>();
  const pages: Changes[] = [];
  for (let since = from; ; since = sinceOf(transcript)) {
    const changes = await readChanges(sessionId, since, scope, PAGE);
    if (!changes) throw new Error("there is no session");
    pages.push(changes);
    transcript = reduce(transcript, { type: "changes", changes });
    if (!changes.more) return { transcript, pages };
    if (pages.length > 200) throw new Error("the pages do not end");
  }
}

test("pages of changes are bounded, except for a single large change, and together they are complete", async () => {
  const whole = await readChanges(sessionId, 0);
  const { transcript, pages } = await collect(0);
  expect(pages.length).toBeGreaterThan(5);
  for (const { segments, translations } of pages) {
    const rows = [...segments, ...translations];
    const bytes = rows.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 200, 0);
    expect(rows.length === 1 || bytes <= PAGE).toBe(true);
  }
  expect(segmentsInOrder(transcript)).toEqual(whole?.segments);
  expect(transcript.translations.size).toBe(whole?.translations.length);
  expect(isBehind(transcript)).toBe(false);
  expect(whole).not.toHaveProperty("more");
  expect(pages.at(-1)?.rev).toBe(whole?.rev);
});

test("a language that was not read yet comes in pages, without changes that the reader knows", async () => {
  const rev = (await readChanges(sessionId, 0))?.rev ?? 0;
  const scope = { original: true, langs: ["ca"] };
  const seen: number[] = [];
  let since: Since = { "": rev, es: rev };
  for (;;) {
    const changes: Changes | null = await readChanges(sessionId, since, scope, PAGE);
    expect(changes?.segments).toEqual([]);
    seen.push(...(changes?.translations ?? []).map(({ seq }) => seq));
    if (!changes?.more) break;
    since = { "": rev, es: rev, ca: changes.rev };
  }
  expect(seen).toEqual(Array.from({ length: LINES / 2 }, (_, at) => 2 * at + 1));
});
