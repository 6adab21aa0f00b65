import { beforeEach, describe, expect, test } from "vitest";
import type { Segment } from "#protocol/transcript";
import { database } from "#store/database";
import { ownSessions } from "#store/people/own-data";
import { searchQuery, searchSessions } from "#store/search/search";
import { readChanges } from "#store/segments/changes";
import { commitSegment } from "#store/segments/commit-piece";
import { correctSegment, correctTranslation, earlierTexts } from "#store/segments/correct-segment";
import { mergeSegments } from "#store/segments/merge-segments";
import { removeSegment } from "#store/segments/remove-segment";
import type { SegmentsAnswer } from "#store/segments/segment-changes";
import { splitSegment } from "#store/segments/split-segment";
import { readWholeSession } from "#store/segments/whole-session";
import { markDeleted } from "#store/session/change-state";
import { claimSession } from "#store/session/claim-session";
import { listSessions } from "#store/session/history";
import { changeTargetLangs } from "#store/session/languages";
import { owedBy, readTranslationTask, storeTranslation } from "#store/translations/translations";
import { eventually } from "#testing/eventually";
import { databaseOf } from "#testing/vitest/database-of";
import { claimedSession } from "./claimed-session";

databaseOf("anna");

let sessionId: string;
let epoch: number;

const authorId = "anna";
/** For a transaction that stays open until another one waits for it. */
const PATIENT = { timeout: 60_000, maxWait: 30_000 };
const TEXTS = ["The pond is salt", "in the dry months", "and shrimp thrive"];

/** Three lines and their translations, with the revs 1 to 6. */
beforeEach(async () => {
  ({ sessionId, epoch } = await claimedSession(["es"]));
  for (const [at, text] of TEXTS.entries()) {
    await said(at + 1, text);
    await translated(at + 1, `[${text}]`, 2 * at + 1);
  }
});

async function said(seq: number, text: string, more: { kind?: "gap"; lang?: string } = {}): Promise<void> {
  const times = { startMs: seq * 1_000, endMs: seq * 1_000 + 900, anchor: 0, confidence: null, engineText: null };
  const words = text
    .split(" ")
    .map((word, at) => ({ word, startMs: seq * 1_000 + at * 200, endMs: seq * 1_000 + at * 200 + 150, confidence: 1 }));
  const line = { sessionId, epoch, seq, kind: "speech" as const, text, lang: "en-US", words, ...times };
  await commitSegment({ ...line, ...more });
}

const translated = (seq: number, text: string, sourceRev: number, part = 0) =>
  storeTranslation({ sessionId, seq, part, lang: "es", text, sourceRev, unknownWords: 0, engine: "test" });

async function stored(): Promise<Segment[]> {
  return (await readChanges(sessionId, 0))?.segments ?? [];
}

function segmentsOf(answer: SegmentsAnswer): Segment[] {
  if (answer.kind !== "changed") throw new Error(`it was answered ${answer.kind}`);
  return answer.segments.map(({ segment }) => segment);
}

async function places(word: string): Promise<number> {
  const sought = await searchQuery([word]);
  if (!sought) throw new Error(`${word} is no word`);
  const page = await searchSessions({ ownerId: "anna" }, sought, 20);
  return page.sessions.find(({ id }) => id === sessionId)?.places ?? 0;
}

/** The texts of a session in all tables, its export and the download of own data. */
async function everyWord(): Promise<string> {
  const where = { sessionId };
  const rows = await Promise.all([
    database().segment.findMany({ where }),
    database().translation.findMany({ where }),
    database().earlierText.findMany({ where }),
    database().removedSegment.findMany({ where }),
  ]);
  const own: object[] = [];
  for await (const session of ownSessions("anna")) own.push(session);
  return JSON.stringify([
    rows,
    await readWholeSession(sessionId),
    own.filter((one) => "id" in one && one.id === sessionId),
  ]);
}

describe("a line that is removed", () => {
  test("is deleted with its translations and earlier texts, and its tombstone is in the changes", async () => {
    await correctSegment({ sessionId, seq: 2, expected: 3, text: "in the wet months", authorId });
    const removed = await removeSegment({ sessionId, seq: 2, expected: 7 });
    expect(removed).toMatchObject({
      segments: [{ segment: { seq: 2, rev: 8, text: "", removed: true }, after: 7 }],
      owed: [],
    });
    expect((await stored()).map(({ seq }) => seq)).toEqual([1, 3]);
    expect(await readChanges(sessionId, 7)).toMatchObject({
      rev: 8,
      segments: [{ seq: 2, rev: 8, text: "", removed: true }],
      translations: [],
    });
    expect(await readChanges(sessionId, 7, { original: false, langs: ["es"] })).toMatchObject({
      segments: [{ seq: 2, text: "", removed: true }],
    });
    const words = await everyWord();
    for (const word of ["dry", "wet", "months"]) expect(words).not.toContain(word);
    expect([await places("pond"), await places("months")]).toEqual([1, 0]);
    expect(await earlierTexts({ sessionId, seq: 2, lang: "" })).toEqual([]);
    expect(await owedBy(sessionId)).toEqual([]);
  });

  test("gets no translation any more, neither one that is under way nor one into a language that is added later", async () => {
    await removeSegment({ sessionId, seq: 2, expected: 3 });
    expect(await readTranslationTask({ sessionId, seq: 2, lang: "es" })).toBeNull();
    expect(await translated(2, "tarde", 99)).toBeNull();
    await changeTargetLangs(sessionId, ["es", "ca"]);
    expect((await owedBy(sessionId)).map(({ seq, lang }) => `${seq} ${lang}`).toSorted()).toEqual(["1 ca", "3 ca"]);
  });

  test("drops a translation that waited for the transaction that removes it", async () => {
    let late: Promise<unknown> = Promise.resolve();
    await database().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM session WHERE id = ${sessionId} FOR UPDATE`;
      late = translated(2, "tarde", 99);
      await eventually("the translation waits for the session", async () => {
        const waiting = await database().$queryRaw<object[]>`SELECT 1 FROM pg_locks WHERE NOT granted`;
        return waiting.length > 0;
      });
      await tx.segment.deleteMany({ where: { sessionId, seq: 2 } });
    }, PATIENT);
    expect(await late).toBeNull();
    expect(await everyWord()).not.toContain("tarde");
  });

  test("is not recognised again by a worker that takes over", async () => {
    await removeSegment({ sessionId, seq: 3, expected: 5 });
    const claim = await claimSession(sessionId);
    expect(claim?.anchor).toBe(3_900 * 16);
    expect(claim?.tail.map(({ text }) => text)).toEqual(TEXTS.slice(0, 2));
    expect(
      (await listSessions({ ownerId: "anna", limit: 50 })).sessions.find(({ id }) => id === sessionId),
    ).toMatchObject({ durationMs: 3_900 });
  });

  test("is not removed by an author who saw another text, nor twice, nor in a deleted session", async () => {
    await correctSegment({ sessionId, seq: 1, expected: 1, text: "The pond is sweet", authorId });
    expect(await removeSegment({ sessionId, seq: 1, expected: 1 })).toEqual({
      kind: "edited",
      text: "The pond is sweet",
      rev: 7,
    });
    expect((await removeSegment({ sessionId, seq: 1, expected: 7 })).kind).toBe("changed");
    expect(await removeSegment({ sessionId, seq: 1, expected: 8 })).toEqual({ kind: "not-found" });
    expect(await correctSegment({ sessionId, seq: 1, expected: 7, text: "x", authorId })).toEqual({
      kind: "not-found",
    });
    await markDeleted(sessionId);
    expect(await removeSegment({ sessionId, seq: 2, expected: 3 })).toEqual({ kind: "not-found" });
  });
});

describe("a line that is split", () => {
  test("becomes two lines in order, with the times of their words; translations of both are owed", async () => {
    const done = await splitSegment({ sessionId, seq: 1, expected: 1, at: 8, authorId });
    const [head, tail] = segmentsOf(done);
    expect(head).toMatchObject({ seq: 1, rev: 7, text: "The pond", startMs: 1_000, endMs: 1_350, edited: true });
    expect(tail).toMatchObject({ seq: 1, rev: 8, text: "is salt", startMs: 1_400, endMs: 1_900, edited: true });
    expect(await stored()).toEqual([head, tail, ...(await stored()).slice(2)]);
    expect((await owedBy(sessionId)).map(({ part }) => part)).toEqual([0, tail?.part]);
    expect(await earlierTexts({ sessionId, seq: 1, lang: "" })).toMatchObject([{ text: TEXTS[0], human: false }]);
    expect(await translated(1, "es sal", 8, tail?.part)).toMatchObject({ translation: { part: tail?.part, rev: 9 } });
    expect((await readWholeSession(sessionId))?.lines.slice(0, 2)).toMatchObject([
      { text: "The pond", words: [{ word: "The" }, { word: "pond" }], translations: { es: "[The pond is salt]" } },
      { text: "is salt", words: [{ word: "is" }, { word: "salt" }], translations: { es: "es sal" } },
    ]);
    expect([await places("pond"), await places("sal")]).toEqual([1, 1]);
  });

  test("can be split again, and no part number is used twice", async () => {
    await splitSegment({ sessionId, seq: 1, expected: 1, at: 8, authorId });
    await splitSegment({ sessionId, seq: 1, expected: 7, at: 3, authorId });
    const [, middle] = await stored();
    await removeSegment({ sessionId, seq: 1, part: middle?.part ?? 0, expected: middle?.rev ?? 0 });
    const [, last] = await stored();
    await splitSegment({ sessionId, seq: 1, part: last?.part ?? 0, expected: last?.rev ?? 0, at: 2, authorId });
    const lines = await stored();
    expect(lines.map(({ text }) => text)).toEqual(["The", "is", "salt", ...TEXTS.slice(1)]);
    expect(new Set([...lines.map(({ part }) => part), middle?.part]).size).toBe(4);
  });

  test("keeps a human's translation with its first half", async () => {
    await correctTranslation({ sessionId, seq: 1, lang: "es", expected: 2, text: "a mano", authorId });
    const [, tail] = segmentsOf(await splitSegment({ sessionId, seq: 1, expected: 1, at: 8, authorId }));
    expect((await owedBy(sessionId)).map(({ part }) => part)).toEqual([tail?.part]);
    expect((await readChanges(sessionId, 0))?.translations[0]).toMatchObject({ seq: 1, text: "a mano", human: true });
  });

  test("is not split within a word, nor by an author who saw another text", async () => {
    expect(await splitSegment({ sessionId, seq: 1, expected: 1, at: 2, authorId })).toMatchObject({ kind: "invalid" });
    const both = await Promise.all([
      splitSegment({ sessionId, seq: 1, expected: 1, at: 8, authorId }),
      removeSegment({ sessionId, seq: 1, expected: 1 }),
    ]);
    expect(both.filter(({ kind }) => kind === "changed")).toHaveLength(1);
  });
});

describe("lines that are joined", () => {
  const first = () => ({ sessionId, seq: 1, expected: 1, next: { seq: 2, expected: 3 }, authorId });

  test("become one with all of their words; the second leaves a tombstone, and a translation of the one is owed", async () => {
    const done = await mergeSegments(first());
    expect(done).toMatchObject({ translations: [], owed: [{ seq: 1, lang: "es" }] });
    expect(segmentsOf(done)).toMatchObject([
      { seq: 1, rev: 7, text: `${TEXTS[0]} ${TEXTS[1]}`, startMs: 1_000, endMs: 2_900, edited: true },
      { seq: 2, rev: 8, removed: true },
    ]);
    const [line] = (await readWholeSession(sessionId))?.lines ?? [];
    expect(line?.words?.map(({ word }) => word).join(" ")).toBe(line?.text);
    const wordless = await readWholeSession(sessionId, { withWords: false });
    expect(wordless?.lines[0]).toEqual({ ...line, words: null });
    expect((await stored()).map(({ seq }) => seq)).toEqual([1, 3]);
    expect((await claimSession(sessionId))?.tail.map(({ text }) => text)).toEqual([line?.text, TEXTS[2]]);
  });

  test("keep a human's translation of either, joined with the translation of the other", async () => {
    await correctTranslation({ sessionId, seq: 2, lang: "es", expected: 4, text: "a mano", authorId });
    const done = await mergeSegments(first());
    expect(done).toMatchObject({
      translations: [{ translation: { seq: 1, rev: 9, text: `[${TEXTS[0]}] a mano`, human: true }, after: 7 }],
      owed: [],
    });
    expect((await readChanges(sessionId, 0))?.translations).toHaveLength(2);
    expect(await owedBy(sessionId)).toEqual([]);
    expect(await earlierTexts({ sessionId, seq: 1, lang: "es" })).toMatchObject([{ text: `[${TEXTS[0]}]` }]);
  });

  test("stay two while a translation is owed that would be joined with a human's, and the refusal names its language", async () => {
    await said(4, "in brackish water");
    await correctTranslation({ sessionId, seq: 3, lang: "es", expected: 6, text: "a mano", authorId });
    const last = { sessionId, seq: 3, expected: 5, next: { seq: 4, expected: 7 }, authorId };
    expect(await mergeSegments(last)).toEqual({ kind: "untranslated", lang: "es" });
    await correctSegment({ sessionId, seq: 2, expected: 3, text: "in the wet months", authorId });
    const stale = { sessionId, seq: 2, expected: 9, next: { seq: 3, expected: 5 }, authorId };
    expect(await mergeSegments(stale)).toEqual({ kind: "untranslated", lang: "es" });
    expect(await readChanges(sessionId, 0)).toMatchObject({ rev: 9, translations: [{}, {}, { text: "a mano" }] });
    await translated(4, "en agua salobre", 7);
    expect(await mergeSegments(last)).toMatchObject({
      translations: [{ translation: { text: "a mano en agua salobre", human: true } }],
      owed: [],
    });
  });

  test("become one if the language of a human's translation was removed, and keep that translation", async () => {
    await said(4, "in brackish water");
    await correctTranslation({ sessionId, seq: 3, lang: "es", expected: 6, text: "a mano", authorId });
    await changeTargetLangs(sessionId, ["ca"]);
    const done = await mergeSegments({ sessionId, seq: 3, expected: 5, next: { seq: 4, expected: 7 }, authorId });
    expect(done).toMatchObject({ translations: [{ translation: { text: "a mano" } }], owed: [{ lang: "ca" }] });
  });

  test("stay two if the joined translation would be longer than a line may be", async () => {
    await correctTranslation({ sessionId, seq: 1, lang: "es", expected: 2, text: "a".repeat(2_000), authorId });
    await correctTranslation({ sessionId, seq: 2, lang: "es", expected: 4, text: "b".repeat(2_000), authorId });
    const before = (await readChanges(sessionId, 0))?.rev;
    expect(await mergeSegments(first())).toMatchObject({ kind: "invalid" });
    expect((await readChanges(sessionId, 0))?.rev).toBe(before);
  });

  test("stay two across a gap or another line, in two languages, and if one was changed meanwhile", async () => {
    await said(4, "", { kind: "gap" });
    await said(5, "hola", { lang: "es" });
    const rev = 8;
    const refused = async (seq: number, expected: number, next: { seq: number; expected: number }) =>
      (await mergeSegments({ sessionId, seq, expected, next, authorId })).kind;
    expect(await refused(1, 1, { seq: 3, expected: 5 })).toBe("invalid");
    expect(await refused(3, 5, { seq: 5, expected: rev })).toBe("invalid");
    expect(await refused(3, 5, { seq: 4, expected: 7 })).toBe("not-found");
    expect(await refused(1, 1, { seq: 2, expected: 2 })).toBe("edited");
    await removeSegment({ sessionId, seq: 3, expected: 5 });
    expect(await refused(2, 3, { seq: 5, expected: rev })).toBe("invalid");
    expect((await readChanges(sessionId, 0))?.rev).toBe(9);
  });
});
