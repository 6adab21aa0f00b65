import { describe, expect, test } from "vitest";
import { samplesToMs } from "#protocol/sound";
import { database } from "#store/database";
import { FenceLost } from "#store/fence-lost";
import { readChanges } from "#store/segments/changes";
import { commitSegment, countFailure, moveAnchor, type NewSegment } from "#store/segments/commit-piece";
import { markContinued, markDeleted, markEnded, markWaiting, removeDeleted } from "#store/session/change-state";
import { type Claim, claimSession } from "#store/session/claim-session";
import { listSessions } from "#store/session/history";
import { SESSION_ROOM } from "#store/session/room-revs";
import { createSession, renameSession } from "#store/session/sessions";
import { nextTake, presentTake } from "#store/session/takes";
import { isTransient } from "#store/transient";
import { owedBy, readTranslationTask, storeTranslation } from "#store/translations/translations";
import { databaseOf } from "#testing/vitest/database-of";

databaseOf("anna", "ben");

const newSession = (ownerId = "anna") =>
  createSession({ ownerId, sourceLang: "en-US", targetLangs: ["es", "ca"], title: "", startedFrom: "somewhere" });

async function claimed(): Promise<Claim> {
  const claim = await claimSession((await newSession()).id);
  if (!claim) throw new Error("the session is over");
  return claim;
}

const segment = (claim: Claim, seq: number, text = `line ${seq}`): NewSegment => ({
  sessionId: claim.sessionId,
  epoch: claim.epoch,
  seq,
  kind: "speech",
  text,
  lang: "en-US",
  startMs: seq * 1_000,
  endMs: seq * 1_000 + 900,
  confidence: 0.5,
  words: [{ word: text, startMs: seq * 1_000, endMs: seq * 1_000 + 900, confidence: 0.5 }],
  engineText: null,
  anchor: seq * 16_000,
});

describe("a commit", () => {
  test("takes the next seq and rev, moves the anchor and owes a translation in every language", async () => {
    const claim = await claimed();
    expect(await commitSegment(segment(claim, 1))).toEqual({ rev: 1, after: 0, targetLangs: ["es", "ca"] });
    expect(await commitSegment(segment(claim, 2))).toEqual({ rev: 2, after: 1, targetLangs: ["es", "ca"] });
    const changes = await readChanges(claim.sessionId, 1);
    expect(changes).toMatchObject({ rev: 2, anchor: 32_000, segments: [{ seq: 2, rev: 2, text: "line 2" }] });
    expect(await owedBy(claim.sessionId)).toHaveLength(4);
  });

  test("whose reply was lost is found by its own row, and stored once", async () => {
    const claim = await claimed();
    const first = await commitSegment(segment(claim, 1));
    const stored = (await readChanges(claim.sessionId, 0))?.segments[0];
    // The rev before it is not known any more.
    expect(await commitSegment(segment(claim, 1))).toEqual({ ...first, after: null, stored });
    expect((await readChanges(claim.sessionId, 0))?.segments).toHaveLength(1);
  });

  test("of an older epoch is refused, as are its anchor, its failures and its end of the session", async () => {
    const old = await claimed();
    const claim = await claimSession(old.sessionId);
    expect(claim?.epoch).toBe(old.epoch + 1);
    await expect(commitSegment(segment(old, 1))).rejects.toThrow(FenceLost);
    await expect(moveAnchor(old.sessionId, old.epoch, 99)).rejects.toThrow(FenceLost);
    await expect(countFailure(old.sessionId, old.epoch)).rejects.toThrow(FenceLost);
    expect(await markEnded(old.sessionId, old.epoch)).toBeNull();
    expect(await readChanges(old.sessionId, 0)).toMatchObject({ rev: 0, anchor: 0, segments: [] });
  });

  test("after the end or a deletion stores nothing", async () => {
    const ended = await claimed();
    await markEnded(ended.sessionId, ended.epoch);
    await expect(commitSegment(segment(ended, 1))).rejects.toThrow(FenceLost);
    expect(await claimSession(ended.sessionId)).toBeNull();
    const gone = await claimed();
    await markDeleted(gone.sessionId);
    await expect(commitSegment(segment(gone, 1))).rejects.toThrow(FenceLost);
  });

  test("with a used seq and a different text is refused", async () => {
    const claim = await claimed();
    await commitSegment(segment(claim, 1));
    await expect(commitSegment({ ...segment(claim, 1, "something else"), endMs: 5_555 })).rejects.toThrow(FenceLost);
  });

  test("resets the count of failures; the anchor never moves back; a lost fence is permanent", async () => {
    const claim = await claimed();
    expect([
      await countFailure(claim.sessionId, claim.epoch),
      await countFailure(claim.sessionId, claim.epoch),
    ]).toEqual([1, 2]);
    await commitSegment(segment(claim, 1));
    expect(await countFailure(claim.sessionId, claim.epoch)).toBe(1);
    await moveAnchor(claim.sessionId, claim.epoch, 5);
    expect((await readChanges(claim.sessionId, 0))?.anchor).toBe(16_000);
    expect(isTransient(new FenceLost("x", 1))).toBe(false);
  });

  test("of a gap owes no translation, and is not in the tail of the next claim", async () => {
    const claim = await claimed();
    await commitSegment(segment(claim, 1, "hello"));
    const gap = { ...segment(claim, 2, ""), kind: "gap", words: null, confidence: null } as const;
    await commitSegment(gap);
    expect(await owedBy(claim.sessionId)).toHaveLength(2);
    // A pause at the anchor, which the next worker would store again.
    const startMs = samplesToMs(gap.anchor);
    await commitSegment({ ...gap, seq: 3, startMs, endMs: startMs, pauseMs: 20_000 });
    const next = await claimSession(claim.sessionId);
    expect(next?.tail.flatMap(({ words }) => words?.map(({ word }) => word))).toEqual(["hello"]);
    expect(next?.pauses).toEqual([startMs]);
    expect((await readChanges(claim.sessionId, 0))?.segments[2]).toMatchObject({ kind: "gap", pauseMs: 20_000 });
  });

  test("keeps the recogniser's spelling beside the shown text if there are no word times", async () => {
    const claim = await claimed();
    await commitSegment({ ...segment(claim, 1, "Interline"), words: null, engineText: "inter line" });
    expect((await claimSession(claim.sessionId))?.tail).toMatchObject([
      { text: "Interline", engineText: "inter line" },
    ]);
  });
});

describe("a translation", () => {
  const into = (claim: Claim, sourceRev: number, text: string) => ({
    sessionId: claim.sessionId,
    seq: 1,
    lang: "es",
    text,
    sourceRev,
    unknownWords: 0,
    engine: "test",
  });

  test("is stored once, takes a rev, and is no longer owed", async () => {
    const claim = await claimed();
    await commitSegment(segment(claim, 1));
    expect(await storeTranslation(into(claim, 1, "línea 1"))).toMatchObject({
      translation: { rev: 2, text: "línea 1" },
      after: 0,
    });
    expect(await storeTranslation(into(claim, 1, "otra cosa"))).toMatchObject({
      translation: { rev: 2, text: "línea 1" },
      after: null,
    });
    expect((await readChanges(claim.sessionId, 0))?.rev).toBe(2);
    expect(await owedBy(claim.sessionId)).toEqual([{ sessionId: claim.sessionId, seq: 1, part: 0, lang: "ca" }]);
    const task = await readTranslationTask({ sessionId: claim.sessionId, seq: 1, lang: "es" });
    expect(task?.done?.text).toBe("línea 1");
  });

  test("is replaced only by a translation of a newer text; an engine never replaces a human's", async () => {
    const claim = await claimed();
    await commitSegment(segment(claim, 1));
    await storeTranslation(into(claim, 3, "nueva"));
    expect((await storeTranslation(into(claim, 1, "vieja")))?.translation.text).toBe("nueva");
    expect((await storeTranslation(into(claim, 4, "más nueva")))?.translation.text).toBe("más nueva");
    await database().translation.updateMany({
      where: { sessionId: claim.sessionId },
      data: { human: true, text: "a mano" },
    });
    expect((await storeTranslation(into(claim, 9, "máquina")))?.translation.text).toBe("a mano");
  });

  test("of a segment that does not exist is dropped without an error", async () => {
    const claim = await claimed();
    expect(await storeTranslation(into(claim, 1, "nada"))).toBeNull();
    await commitSegment(segment(claim, 1));
    await markDeleted(claim.sessionId);
    expect(await readTranslationTask({ sessionId: claim.sessionId, seq: 1, lang: "es" })).toBeNull();
    await removeDeleted(claim.sessionId);
    expect(await storeTranslation(into(claim, 1, "nada"))).toBeNull();
    expect(await database().untranslated.count({ where: { sessionId: claim.sessionId } })).toBe(0);
  });
});

describe("a session", () => {
  test("becomes live when it is claimed, and the change takes a rev", async () => {
    const { id } = await newSession();
    expect(await markWaiting(id)).toMatchObject({ rev: 1, session: { state: "waiting" } });
    expect(await claimSession(id)).toMatchObject({ state: "live", woke: true });
    const again = await claimSession(id);
    expect(again).toMatchObject({ state: "live", woke: false });
    // Two changes of the row: to `waiting` and back to `live`.
    expect(again?.roomRevs.get(SESSION_ROOM)).toBe(2);
  });

  test("accepts new takes only until it ends", async () => {
    const { id } = await newSession();
    expect([(await nextTake(id))?.take, (await nextTake(id))?.take, (await presentTake(id))?.take]).toEqual([1, 2, 2]);
    const claim = await claimSession(id);
    await markEnded(id, claim?.epoch ?? 0);
    expect([await nextTake(id), await presentTake(id)]).toEqual([null, null]);
  });

  test("is continued within an hour of its end, once; the worker that ended it can store nothing more", async () => {
    const claim = await claimed();
    expect(await markContinued(claim.sessionId, "elsewhere")).toBeNull();
    await commitSegment(segment(claim, 1));
    await markEnded(claim.sessionId, claim.epoch);
    expect(await markContinued(claim.sessionId, "elsewhere")).toMatchObject({
      session: { state: "live", endedAt: null },
    });
    expect(await markContinued(claim.sessionId, "elsewhere")).toBeNull();
    await expect(commitSegment(segment(claim, 2))).rejects.toThrow(FenceLost);
    expect(await claimSession(claim.sessionId)).toMatchObject({ nextSeq: 2, anchor: 16_000, epoch: claim.epoch + 2 });
    await markDeleted(claim.sessionId);
    expect(await markContinued(claim.sessionId, "elsewhere")).toBeNull();
  });

  test("is listed for its owner only, newest first, page by page, each once", async () => {
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1) made.unshift((await newSession("ben")).id);
    // Sessions of the same millisecond are ordered by id.
    for (const [at, seconds] of [50, 0, 0, 20, 10].entries()) {
      const createdAt = new Date(seconds * 1_000);
      await database().session.updateMany({ where: { id: { in: made.slice(at, at + 1) } }, data: { createdAt } });
    }
    const found: string[] = [];
    let before: string | null | undefined;
    do {
      const page = await listSessions({ ownerId: "ben", limit: 2, ...(before && { before }) });
      found.push(...page.sessions.map(({ id }) => id));
      before = page.next;
    } while (before);
    expect(found.toSorted()).toEqual(made.toSorted());
    expect(found.slice(0, 3)).toEqual([made[0], made[3], made[4]]);
    const nonsense = await listSessions({ ownerId: "ben", limit: 10, before: "' OR 1=1" });
    expect(nonsense.sessions).toHaveLength(5);
  });

  test("is renamed by its owner only", async () => {
    const { id } = await newSession();
    expect(await renameSession("ben", id, "stolen")).toBe(false);
    expect(await renameSession("anna", id, "Living with salt")).toBe(true);
    expect((await readChanges(id, 0))?.session.title).toBe("Living with salt");
  });

  test("without a title is listed with its first closed sentences, also once a title was removed", async () => {
    const claim = await claimed();
    const listed = async () =>
      (await listSessions({ ownerId: "anna", limit: 50 })).sessions.find(({ id }) => id === claim.sessionId);
    expect((await listed())?.spokenTitle).toBeNull();
    await commitSegment({ ...segment(claim, 1, ""), kind: "gap", words: null });
    await commitSegment(segment(claim, 2, "Good morning."));
    await commitSegment(segment(claim, 3, "Salt comes every year."));
    await commitSegment({ ...segment(claim, 4, "And it"), open: true });
    const spokenTitle = { lang: "en-US", text: "Good morning. Salt comes every year" };
    expect(await listed()).toMatchObject({ title: "", spokenTitle });
    await renameSession("anna", claim.sessionId, "Salt");
    await renameSession("anna", claim.sessionId, "");
    expect(await listed()).toMatchObject({ title: "", spokenTitle });
  });
});
