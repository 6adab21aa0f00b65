import { beforeEach, describe, expect, test } from "vitest";
import { database } from "#store/database";
import { ownSessions } from "#store/people/own-data";
import { readChanges } from "#store/segments/changes";
import { commitSegment } from "#store/segments/commit-piece";
import { correctSegment, correctTranslation, earlierTexts } from "#store/segments/correct-segment";
import { readWholeSession } from "#store/segments/whole-session";
import { markDeleted } from "#store/session/change-state";
import { changeTargetLangs } from "#store/session/languages";
import { owedBy, readTranslationTask, storeTranslation } from "#store/translations/translations";
import { databaseOf } from "#testing/vitest/database-of";
import { claimedSession } from "./claimed-session";

databaseOf("anna");

let sessionId: string;

beforeEach(async () => {
  const claimed = await claimedSession(["es", "ca"]);
  sessionId = claimed.sessionId;
  const { epoch } = claimed;
  const times = { startMs: 0, endMs: 900, anchor: 16_000, confidence: null, engineText: null, words: null };
  await commitSegment({ sessionId, epoch, seq: 1, kind: "speech", text: "Ben Tray", lang: "en-US", ...times });
  for (const lang of ["es", "ca"]) await translated(lang, "Ben Tray");
});

const translated = (lang: string, text: string, sourceRev = 1) =>
  storeTranslation({ sessionId, seq: 1, lang, text, sourceRev, unknownWords: 0, engine: "test" });

const correction = (text: string, expected: number) => ({ sessionId, seq: 1, text, expected, authorId: "anna" });

describe("a correction", () => {
  test("takes a new rev that names the one before in its room, keeps the earlier text, and owes the translations again", async () => {
    const done = await correctSegment(correction("Bến Tre", 1));
    expect(done).toMatchObject({ kind: "corrected", after: 1, segment: { text: "Bến Tre", rev: 4, edited: true } });
    expect(await readChanges(sessionId, 3)).toMatchObject({ rev: 4, segments: [{ text: "Bến Tre", edited: true }] });
    expect(await earlierTexts({ sessionId, seq: 1, lang: "" })).toMatchObject([
      { text: "Ben Tray", rev: 1, human: false },
    ]);
    expect((await owedBy(sessionId)).map(({ lang }) => lang).toSorted()).toEqual(["ca", "es"]);
    expect(await readTranslationTask({ sessionId, seq: 1, lang: "es" })).toMatchObject({ text: "Bến Tre", done: null });
    expect(await translated("es", "Bến Tre", 4)).toMatchObject({ translation: { text: "Bến Tre" } });
  });

  test("keeps the recognised text, and the newest 2,000 earlier texts of humans in the session", async () => {
    await correctSegment(correction("Bến Tre", 1));
    const [kept] = await database().earlierText.findMany({ where: { sessionId } });
    if (!kept) throw new Error("no text was kept");
    const older = Array.from({ length: 2_001 }, (_, at) => ({ ...kept, rev: -at, authorId: "anna" }));
    await database().earlierText.createMany({ data: older });
    await correctSegment(correction("Ben Tre", 4));
    const revs = (await database().earlierText.findMany({ where: { sessionId } })).map(({ rev }) => rev);
    expect(revs).toHaveLength(2_001);
    expect(revs).toEqual(expect.arrayContaining([1, 4, -1_998]));
    expect(revs).not.toContain(-1_999);
  });

  test("conflicts with another correction at the same time and is answered with its text, and no text is lost", async () => {
    const both = await Promise.all([correctSegment(correction("Mine", 1)), correctSegment(correction("Yours", 1))]);
    const won = both.find(({ kind }) => kind === "corrected");
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(["corrected", "edited"]);
    const text = won?.kind === "corrected" ? won.segment.text : "";
    expect(both.find(({ kind }) => kind === "edited")).toEqual({ kind: "edited", text, rev: 4 });
    expect((await readChanges(sessionId, 0))?.rev).toBe(4);
    await correctSegment(correction("Both", 4));
    expect((await earlierTexts({ sessionId, seq: 1, lang: "" })).map((earlier) => earlier.text)).toEqual([
      text,
      "Ben Tray",
    ]);
  });

  test("of a translation is not overwritten by an engine, and not owed again when the line is corrected", async () => {
    const rev = (await readChanges(sessionId, 0))?.translations.find(({ lang }) => lang === "es")?.rev ?? 0;
    const done = await correctTranslation({ ...correction("A mano", rev), lang: "es" });
    expect(done).toMatchObject({ kind: "corrected", after: rev, translation: { text: "A mano", human: true } });
    await correctSegment(correction("Bến Tre", 1));
    expect((await owedBy(sessionId)).map(({ lang }) => lang)).toEqual(["ca"]);
    expect(await translated("es", "máquina", 9)).toMatchObject({ translation: { text: "A mano" } });
    expect(await correctTranslation({ ...correction("tarde", rev), lang: "es" })).toMatchObject({
      kind: "edited",
      text: "A mano",
    });
    expect(await correctTranslation({ ...correction("x", 0), lang: "fr" })).toEqual({ kind: "not-found" });
  });

  test("of a translation stays when languages change, also if it translates an older text of the line", async () => {
    await correctTranslation({ ...correction("A mano", 2), lang: "es" });
    await correctSegment(correction("Bến Tre", 1));
    await translated("ca", "Bến Tre", 5);
    await changeTargetLangs(sessionId, ["es", "ca", "fr"]);
    expect((await owedBy(sessionId)).map(({ lang }) => lang)).toEqual(["fr"]);
  });

  test("of a speaker's name does not change which translations are owed", async () => {
    await correctSegment(correction("Bến Tre", 1));
    await translated("es", "Bến Tre", 4);
    await correctSegment({ ...correction("Bến Tre", 4), speaker: "Minh" });
    const done = async (lang: string) => (await readTranslationTask({ sessionId, seq: 1, lang }))?.done ?? null;
    expect(await done("es")).toMatchObject({ text: "Bến Tre", sourceRev: 6 });
    expect(await done("ca")).toBeNull();
    await changeTargetLangs(sessionId, ["es", "ca"]);
    expect((await owedBy(sessionId)).map(({ lang }) => lang)).toEqual(["ca"]);
  });

  test("names the speaker of a line in changes and exports; its translations stay, and its text does not count as edited", async () => {
    const named = await correctSegment({ ...correction("Ben Tray", 1), speaker: "Minh" });
    expect(named).toMatchObject({ segment: { rev: 4, speaker: "Minh" }, owed: [], after: 1 });
    expect(named).not.toHaveProperty("segment.edited");
    expect(await earlierTexts({ sessionId, seq: 1, lang: "" })).toEqual([]);
    expect(await owedBy(sessionId)).toEqual([]);
    expect(await correctSegment(correction("Bến Tre", 4))).toMatchObject({
      segment: { speaker: "Minh", edited: true },
    });
    expect(await readChanges(sessionId, 4)).toMatchObject({ segments: [{ speaker: "Minh", text: "Bến Tre" }] });
    expect((await readWholeSession(sessionId))?.lines).toMatchObject([{ speaker: "Minh", text: "Bến Tre" }]);
    const unnamed = await correctSegment({ ...correction("Bến Tre", 5), speaker: "" });
    expect(unnamed.kind === "corrected" && "speaker" in unnamed.segment).toBe(false);
    expect((await readChanges(sessionId, 5))?.segments[0]).not.toHaveProperty("speaker");
  });

  test("leaves the earlier texts in the download of own data", async () => {
    await correctSegment(correction("Bến Tre", 1));
    await correctTranslation({ ...correction("A mano", 2), lang: "es" });
    const lines: object[] = [];
    for await (const { session, pages } of ownSessions("anna"))
      for await (const page of pages) if ("id" in session && session.id === sessionId) lines.push(...page);
    expect(lines).toMatchObject([
      {
        text: "Bến Tre",
        earlierTexts: [
          { lang: "", rev: 1, text: "Ben Tray" },
          { lang: "es", rev: 2, text: "Ben Tray" },
        ],
      },
    ]);
  });

  test("of an unknown line or a deleted session is refused", async () => {
    expect(await correctSegment({ ...correction("x", 1), seq: 2 })).toEqual({ kind: "not-found" });
    await markDeleted(sessionId);
    expect(await correctSegment(correction("x", 1))).toEqual({ kind: "not-found" });
  });
});
