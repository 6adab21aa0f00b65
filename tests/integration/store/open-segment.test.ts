import { beforeEach, describe, expect, test } from "vitest";
import { exportSession } from "#export/export-session";
import { FenceLost } from "#store/fence-lost";
import { readChanges } from "#store/segments/changes";
import { closeOpenSegment, closeOrphanedSegment } from "#store/segments/close-segment";
import { commitSegment, extendSegment, type NewSegment } from "#store/segments/commit-piece";
import { correctSegment } from "#store/segments/correct-segment";
import { removeSegment } from "#store/segments/remove-segment";
import { splitSegment } from "#store/segments/split-segment";
import { readWholeSession, type StoredSession } from "#store/segments/whole-session";
import { markEnded, markFailed } from "#store/session/change-state";
import { claimSession } from "#store/session/claim-session";
import { isTransient } from "#store/transient";
import { owedBy, readTranslationTask } from "#store/translations/translations";
import { choose, joined, WORDS } from "#testing/examples/exported-sessions";
import { databaseOf } from "#testing/vitest/database-of";
import { claimedSession } from "./claimed-session";

databaseOf("anna");

let sessionId: string;
let epoch: number;

beforeEach(async () => {
  ({ sessionId, epoch } = await claimedSession(["es", "ca"]));
});

/** A segment of these words, half a second each; open unless it ends with a full stop. */
function segment(seq: number, text: string, more: Partial<NewSegment> = {}): NewSegment {
  const words = text
    .split(" ")
    .map((word, at) => ({ word, startMs: seq * 9_000 + at * 500, endMs: seq * 9_000 + at * 500 + 400, confidence: 1 }));
  const [startMs, endMs] = [seq * 9_000, words.at(-1)?.endMs ?? 0];
  const isOpen = !text.endsWith(".");
  return {
    ...{
      sessionId,
      epoch,
      seq,
      kind: "speech",
      text,
      lang: "en-US",
      startMs,
      endMs,
      words,
      confidence: 1,
      engineText: null,
    },
    anchor: endMs * 16,
    ...(isOpen && { open: true }),
    ...more,
  };
}

const PIECES = ["The pond is", "The pond is salt in", "The pond is salt in March."] as const;
const begin = () => commitSegment(segment(1, PIECES[0]));
const stored = async () => (await readChanges(sessionId, 0))?.segments;
const owed = async () => (await owedBy(sessionId)).map(({ seq, lang }) => `${seq} ${lang}`).toSorted();

describe("an open segment", () => {
  test("grows by pieces, each a rev of the same line; its translations are owed once it is closed", async () => {
    expect(await begin()).toEqual({ rev: 1, after: 0, targetLangs: ["es", "ca"] });
    expect(await stored()).toMatchObject([{ seq: 1, rev: 1, text: PIECES[0], open: true }]);
    const second = await extendSegment(segment(1, PIECES[1]), 2);
    expect(second).toEqual({ kind: "extended", rev: 2, after: 1, targetLangs: ["es", "ca"] });
    expect(await owed()).toEqual([]);
    const third = await extendSegment(segment(1, PIECES[2]), 3);
    expect(third).toMatchObject({ kind: "extended", rev: 3, after: 2 });
    const changes = await readChanges(sessionId, 0);
    expect(changes).toMatchObject({
      rev: 3,
      anchor: 11_900 * 16,
      segments: [{ rev: 3, text: PIECES[2], endMs: 11_900 }],
    });
    expect(changes?.segments[0]).not.toHaveProperty("open");
    expect(await owed()).toEqual(["1 ca", "1 es"]);
  });

  test("takes no piece once it is closed", async () => {
    await commitSegment(segment(1, PIECES[2]));
    expect(await extendSegment(segment(1, `${PIECES[2]} And`), 2)).toEqual({ kind: "interrupted" });
    expect(await stored()).toMatchObject([{ rev: 1, text: PIECES[2] }]);
  });

  test("takes no piece with another number than the next", async () => {
    await begin();
    expect(await extendSegment(segment(1, PIECES[1]), 3)).toEqual({ kind: "interrupted" });
    expect(await stored()).toMatchObject([{ rev: 1, text: PIECES[0], open: true }]);
  });

  test("is the only one of its session", async () => {
    await begin();
    const second = commitSegment(segment(2, "And shrimp"));
    await expect(second).rejects.toThrow();
    await second.catch((error: unknown) => expect(isTransient(error)).toBe(false));
    expect(await readChanges(sessionId, 0)).toMatchObject({ rev: 1, segments: [{ seq: 1 }] });
    await closeOpenSegment(sessionId, epoch);
    expect(await commitSegment(segment(2, "And shrimp"))).toMatchObject({ rev: 3, after: 2 });
  });

  test("prevents its session from ending or failing", async () => {
    await begin();
    expect(await markEnded(sessionId, epoch)).toBeNull();
    expect(await markFailed(sessionId, epoch, "refused")).toBeNull();
    expect(await readChanges(sessionId, 0)).toMatchObject({ rev: 1, session: { state: "live" } });
    await extendSegment(segment(1, PIECES[2]), 2);
    expect(await markEnded(sessionId, epoch)).toMatchObject({ session: { state: "ended" } });
  });

  test("has no translation task; once closed it has one, with up to two segments before it as context", async () => {
    const task = (seq: number) => readTranslationTask({ sessionId, seq, lang: "es" });
    await commitSegment(segment(1, "One."));
    await commitSegment(segment(2, "Deux.", { lang: "fr-FR" }));
    await commitSegment(segment(3, "Three."));
    await commitSegment(segment(4, "", { kind: "gap", words: null, open: false }));
    await commitSegment(segment(5, "Five."));
    await commitSegment(segment(6, "Six is"));
    expect(await task(6)).toBeNull();
    await extendSegment(segment(6, "Six is it."), 2);
    expect(await task(6)).toMatchObject({ text: "Six is it.", context: ["Three.", "Five."] });
    expect(await task(3)).toMatchObject({ context: ["One."] });
    expect(await task(2)).toMatchObject({ context: [] });
  });

  test("is in exports with its words so far, and without a translation", async () => {
    await commitSegment(segment(1, "One."));
    await commitSegment(segment(2, "The pond"));
    await extendSegment(segment(2, "The pond is salt"), 2);
    const exported = await readWholeSession(sessionId);
    expect(exported?.lines[1]).toMatchObject({ text: "The pond is salt", words: [{}, {}, {}, {}], translations: {} });
    for (const format of ["txt", "srt", "vtt", "json"]) {
      const source = { viewer: "owner", session: exported as StoredSession } as const;
      const { parts } = await exportSession(source, choose(format), WORDS);
      expect(joined(parts), format).toContain("The pond is salt");
    }
  });

  test("is in the tail of the next claim, with the number of its pieces and its words", async () => {
    await commitSegment(segment(1, "One."));
    await commitSegment(segment(2, "The pond"));
    await extendSegment(segment(2, "The pond is salt"), 2);
    const claim = await claimSession(sessionId);
    expect(claim?.nextSeq).toBe(3);
    expect(claim?.tail).toMatchObject([
      { seq: 1, open: false, pieces: 1 },
      { seq: 2, open: true, pieces: 2, text: "The pond is salt", words: [{}, {}, {}, { word: "salt" }] },
    ]);
    const third = segment(2, "The pond is salt now.", { epoch: epoch + 1 });
    expect(await extendSegment(third, 3)).toMatchObject({ kind: "extended", rev: 4 });
  });
});

describe("a piece whose reply was lost", () => {
  test.each([
    ["of the middle", PIECES[1]],
    ["that closes the segment", PIECES[2]],
  ])("%s is stored once, and answered with the same rev", async (_, text) => {
    await begin();
    const first = await extendSegment(segment(1, text), 2);
    const again = await extendSegment(segment(1, text), 2);
    // The rev before it is not known any more.
    expect(again).toMatchObject({ ...first, after: null, stored: { seq: 1, rev: 2, text } });
    expect(await readChanges(sessionId, 0)).toMatchObject({ rev: 2, segments: [{ rev: 2, text }] });
    expect(await owed()).toEqual(text.endsWith(".") ? ["1 ca", "1 es"] : []);
  });

  test("is answered with the text of a human who has changed the segment since", async () => {
    await begin();
    await extendSegment(segment(1, PIECES[1]), 2);
    await correctSegment({ sessionId, seq: 1, expected: 2, text: "By hand", authorId: "anna" });
    const again = await extendSegment(segment(1, PIECES[1]), 2);
    expect(again).toMatchObject({ kind: "extended", rev: 3, after: null, stored: { text: "By hand", edited: true } });
    expect(await extendSegment(segment(1, PIECES[2]), 3)).toEqual({ kind: "interrupted" });
    expect(await stored()).toMatchObject([{ rev: 3, text: "By hand" }]);
  });

  test("throws FenceLost if the segment was removed since", async () => {
    await begin();
    await extendSegment(segment(1, PIECES[1]), 2);
    await removeSegment({ sessionId, seq: 1, expected: 2 });
    expect(await extendSegment(segment(1, PIECES[1]), 2)).toEqual({ kind: "interrupted" });
    await expect(extendSegment(segment(1, PIECES[1]), 2, true)).rejects.toThrow(FenceLost);
  });

  test("is answered with the text of a human who has changed the segment since, also for the first piece", async () => {
    await begin();
    await correctSegment({ sessionId, seq: 1, expected: 1, text: "By hand", authorId: "anna" });
    expect(await begin()).toMatchObject({ rev: 2, after: null, stored: { text: "By hand", edited: true } });
    expect(await stored()).toHaveLength(1);
  });
});

describe("a human's change of an open segment", () => {
  test("closes it and owes its translations; the worker's next piece is interrupted", async () => {
    await begin();
    const done = await correctSegment({ sessionId, seq: 1, expected: 1, text: "By hand", authorId: "anna" });
    expect(done).toMatchObject({ kind: "corrected", segment: { rev: 2, text: "By hand" } });
    expect(done).not.toHaveProperty("segment.open");
    expect(await owed()).toEqual(["1 ca", "1 es"]);
    expect(await extendSegment(segment(1, PIECES[1]), 2)).toEqual({ kind: "interrupted" });
    expect(await commitSegment(segment(2, "salt in"))).toMatchObject({ rev: 3, after: 2 });
  });

  test("that splits it closes both halves and owes the translations of both", async () => {
    await begin();
    await splitSegment({ sessionId, seq: 1, expected: 1, at: 8, authorId: "anna" });
    expect((await stored())?.map(({ text, open = false }) => [text, open])).toEqual([
      ["The pond", false],
      ["is", false],
    ]);
    expect(await owed()).toEqual(["1 ca", "1 ca", "1 es", "1 es"]);
    expect(await extendSegment(segment(1, PIECES[1]), 2)).toEqual({ kind: "interrupted" });
  });
});

describe("a lost fence", () => {
  test("prevents a worker of a lower epoch from appending and closing", async () => {
    await begin();
    const next = await claimSession(sessionId);
    await expect(extendSegment(segment(1, PIECES[1]), 2)).rejects.toThrow(FenceLost);
    expect(await closeOpenSegment(sessionId, epoch)).toBeNull();
    expect(await stored()).toMatchObject([{ rev: 1, open: true }]);
    expect(await closeOpenSegment(sessionId, next?.epoch ?? 0)).toMatchObject({
      segment: { seq: 1, rev: 2, text: PIECES[0] },
      ...{ after: 1, targetLangs: ["es", "ca"] },
    });
    expect(await owed()).toEqual(["1 ca", "1 es"]);
    expect(await closeOpenSegment(sessionId, next?.epoch ?? 0)).toBeNull();
  });

  test("stops a worker that comes back to a segment that was closed as orphaned", async () => {
    await begin();
    const closed = await closeOrphanedSegment(sessionId);
    expect(closed).toMatchObject({ segment: { rev: 2, text: PIECES[0] }, after: 1, targetLangs: ["es", "ca"] });
    expect(closed).not.toHaveProperty("segment.open");
    expect(await owed()).toEqual(["1 ca", "1 es"]);
    await expect(extendSegment(segment(1, PIECES[1]), 2)).rejects.toThrow(FenceLost);
    await expect(commitSegment(segment(2, "salt in"))).rejects.toThrow(FenceLost);
    const claim = await claimSession(sessionId);
    expect([claim?.epoch, claim?.nextSeq]).toEqual([epoch + 2, 2]);
  });

  test("does not happen in a session without an open segment", async () => {
    await commitSegment(segment(1, PIECES[2]));
    expect(await closeOrphanedSegment(sessionId)).toBeNull();
    expect(await commitSegment(segment(2, "And"))).toMatchObject({ rev: 2 });
  });
});
