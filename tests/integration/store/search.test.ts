import { describe, expect, test } from "vitest";
import { findPlaces } from "#app/history/find-sessions";
import type { HistoryQuery } from "#app/history/query";
import { database } from "#store/database";
import { type Sought, searchQuery, searchSessions } from "#store/search/search";
import { commitSegment } from "#store/segments/commit-piece";
import { markDeleted } from "#store/session/change-state";
import { claimSession } from "#store/session/claim-session";
import { filterChoices, tagSession } from "#store/session/history";
import { changeSourceLang, changeTargetLangs } from "#store/session/languages";
import { createSession } from "#store/session/sessions";
import { storeTranslation } from "#store/translations/translations";
import { TOUCHING } from "#testing/examples/touching-marks";
import { databaseOf } from "#testing/vitest/database-of";
import { find, ids, said } from "./said";

databaseOf("anna", "ben");

describe("a session with spoken words", () => {
  test("has the same duration in a search as in the list of all sessions", async () => {
    // The last line reaches 900 ms beyond the anchor.
    const id = await said("ben", [["The dike holds.", "Đê vững."]]);
    const [found] = (await find("ben", { q: "dike" })).sessions;
    const listed = (await find("ben", {})).sessions.find((session) => session.id === id);
    expect([found?.durationMs, listed?.durationMs]).toEqual([1_900, 1_900]);
  });

  test("is found by any form of a word, in original and translation, with the time of the line", async () => {
    const id = await said("anna", [
      ["We wash the field.", "Chúng tôi rửa ruộng."],
      ["The ponds are salted, and salts remain.", "Ao nhiễm mặn."],
    ]);
    const { sessions } = await find("anna", { q: "salt pond" });
    expect(sessions).toMatchObject([
      {
        id,
        found: {
          places: 1,
          hits: [
            {
              seq: 2,
              startMs: 2_000,
              texts: [
                {
                  marks: [
                    { from: 4, to: 9 },
                    { from: 14, to: 20 },
                    { from: 26, to: 31 },
                  ],
                },
              ],
            },
          ],
        },
      },
    ]);
    expect((await find("anna", { q: "MẶN" })).sessions[0]?.found?.hits[0]?.texts[1]).toEqual({
      lang: "vi",
      text: "Ao nhiễm mặn.",
      marks: [{ from: 9, to: 12 }],
    });
  });

  test("is found by a phrase if its words follow each other, also stop words", async () => {
    const id = await said("anna", [["To be or not to be."], ["Not to be said, to be sure."]]);
    expect(await ids("anna", '"to be or not to be"')).toEqual([id]);
    expect(await ids("anna", '"be sure or"')).toEqual([]);
    expect(await ids("anna", "sure or")).toEqual([]);
  });

  test("shows three matches, and all matches to its owner on request", async () => {
    const lines = Array.from({ length: 7 }, (_, at) => [at === 3 ? "A pond." : `Lotus ${at}.`, "Hoa sen."] as const);
    const id = await said("anna", lines);
    const [found] = (await find("anna", { q: "lotus" })).sessions;
    expect(found?.found).toMatchObject({ places: 6, hits: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] });
    const places = await findPlaces("anna", id, "lotus");
    expect(places?.map(({ seq, startMs }) => [seq, startMs])).toEqual([1, 2, 3, 5, 6, 7].map((n) => [n, 1_000 * n]));
    expect(places?.slice(0, 3)).toEqual(found?.found?.hits);
    expect(places?.at(-1)?.texts).toEqual([{ lang: "en-US", text: "Lotus 6.", marks: [{ from: 0, to: 5 }] }]);
    expect(await findPlaces("anna", id, "hoa pond")).toEqual([]);
    expect(await findPlaces("anna", id, "?")).toBeNull();
    expect(await findPlaces("ben", id, "lotus")).toBeNull();
    await markDeleted(id);
    expect(await findPlaces("anna", id, "lotus")).toBeNull();
  });

  test("in a script without spaces is found by any part of a line", async () => {
    const id = await said("anna", [["问题不在于如何把盐挡在外面", "ปัญหาไม่ใช่การกันเกลือ"]], ["cmn-Hans-CN", "th"]);
    expect(await ids("anna", "把盐")).toEqual([id]);
    expect(await ids("anna", "盐把")).toEqual([]);
    expect(await ids("anna", "เกลือ")).toEqual([id]);
  });

  test.each(TOUCHING)("in %s is found by a word next to a mark that is not ASCII: %s in %s", async (lang, q, text) => {
    const id = await said("anna", [[text]], [lang, "vi"]);
    const [found] = (await find("anna", { q })).sessions.filter((one) => one.id === id);
    const [shown] = found?.found?.hits[0]?.texts ?? [];
    expect(shown?.marks.map(({ from, to }) => text.slice(from, to).toLowerCase())).toEqual([q.replace(/[«“”» ]/g, "")]);
  });

  test("with markup or operators in its lines is found, and operators in a query are text", async () => {
    const id = await said("anna", [["<b>tamarind</b> & 'quoted' \\ | ! :*"]]);
    const [found] = (await find("anna", { q: "tamarind" })).sessions;
    expect(found?.found?.hits[0]?.texts[0]).toMatchObject({
      text: "<b>tamarind</b> & 'quoted' \\ | ! :*",
      marks: [{ from: 3, to: 11 }],
    });
    for (const q of ["tamarind & !quoted", "tamarind:*", "'tamarind' | x", "\\tamarind"]) {
      expect([[id], []]).toContainEqual(await ids("anna", q));
    }
    for (const q of ["&", "!!", "'", "\\", "( | )"]) expect(await ids("anna", q)).toEqual([]);
  });

  test("is not found by another person, nor once it is deleted", async () => {
    const theirs = await said("ben", [["A cardamom secret.", "Bí mật."]]);
    expect(await ids("anna", "cardamom")).toEqual([]);
    expect(await ids("ben", "cardamom")).toEqual([theirs]);
    await markDeleted(theirs);
    expect(await ids("ben", "cardamom")).toEqual([]);
  });

  test("is found by its new owner only, once it has one", async () => {
    const id = await said("anna", [["Nutmeg."]]);
    await database().session.update({ where: { id }, data: { ownerId: "ben" } });
    expect([await ids("anna", "nutmeg"), await ids("ben", "nutmeg")]).toEqual([[], [id]]);
  });

  test("is found once, page by page, newest or oldest first", async () => {
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1) made.unshift(await said("ben", [["Galangal again."], ["And galangal."]]));
    const query = (await searchQuery(["galangal"])) as Sought;
    const found: string[] = [];
    let before: string | undefined;
    do {
      const page = await searchSessions({ ownerId: "ben", before }, query, 2);
      found.push(...page.sessions.map(({ id }) => id));
      expect(page.sessions.every(({ places }) => places === 2)).toBe(true);
      before = page.next ?? undefined;
    } while (before);
    expect(found).toEqual(made);
    const oldest = await searchSessions({ ownerId: "ben", sort: "oldest" }, query, 10);
    expect(oldest.sessions.map(({ id }) => id)).toEqual(made.toReversed());
  });
});

describe("the index", () => {
  /** The index finds nothing by this. */
  const lead = "'nobodysaidthis'";
  const query = "'pandan'";

  test("is queried only if the sessions are too long to scan", async () => {
    await database().user.create({ data: { id: "dora", name: "", email: "dora@example.test" } });
    const id = await said("dora", [["Pandan."]]);
    await said("dora", [["A pond."]]);
    const found = async (filter: object) =>
      (await searchSessions({ ownerId: "dora", ...filter }, { query, lead }, 5)).sessions.map((one) => one.id);
    expect(await found({})).toEqual([id]);
    expect(await found({ tag: "none" })).toEqual([]);
    // The older of two sessions; the newer one is too long to be looked through.
    await database().session.updateMany({ where: { ownerId: "dora", id: { not: id } }, data: { nextSeq: 9_000 } });
    expect(await found({})).toEqual([]);
    expect(await found({ sort: "oldest" })).toEqual([]);
    const whole = await searchSessions({ ownerId: "dora" }, { query, lead: query }, 5);
    expect(whole.sessions.map((one) => one.id)).toEqual([id]);
  });
});

describe("the history", () => {
  test("is filtered by language, state, tag and date, and sorted", async () => {
    await database().user.create({ data: { id: "cleo", name: "", email: "cleo@example.test" } });
    const short = await said("cleo", [["One."]]);
    const long = await said("cleo", [["One."], ["Two."]], ["vi-VN", "es"]);
    expect(await tagSession("ben", long, ["stolen"])).toBe(false);
    expect(await tagSession("cleo", long, ["lecture"])).toBe(true);
    expect(await filterChoices("cleo")).toEqual({ langs: ["en-US", "es", "vi", "vi-VN"], tags: ["lecture"] });
    const of = async (query: Partial<HistoryQuery>) => (await find("cleo", query)).sessions.map(({ id }) => id);
    expect(await of({})).toEqual([long, short]);
    expect(await of({ sort: "oldest" })).toEqual([short, long]);
    expect(await of({ sort: "longest" })).toEqual([long, short]);
    expect(await of({ lang: "es" })).toEqual([long]);
    expect(await of({ tag: "lecture" })).toEqual([long]);
    expect(await of({ state: "live" })).toEqual([]);
    expect(await of({ q: "one", state: "ended", lang: "vi" })).toEqual([short]);
    await database().session.update({ where: { id: short }, data: { createdAt: new Date("2025-01-01T10:00:00Z") } });
    expect(await of({ days: "7" })).toEqual([long]);
  });

  test("finds a session by every language of its lines and translations, and by its target languages", async () => {
    await database().user.create({ data: { id: "emil", name: "", email: "emil@example.test" } });
    const made = { ownerId: "emil", sourceLang: "de-DE", targetLangs: ["es", "ca"], title: "", startedFrom: "" };
    const { id } = await createSession(made);
    const epoch = (await claimSession(id))?.epoch ?? 0;
    const times = { startMs: 0, endMs: 900, anchor: 0, confidence: null, engineText: null, words: null };
    const commit = (seq: number, lang: string, kind: "speech" | "gap" = "speech") =>
      commitSegment({ sessionId: id, epoch, seq, kind, text: "x", lang, ...times });
    // Chosen by mistake: no line and no translation is in German.
    await changeSourceLang(id, "en-US");
    await commit(1, "en-US");
    await storeTranslation({
      ...{ sessionId: id, seq: 1, lang: "es", text: "equis", sourceRev: 2, unknownWords: 0, engine: "test" },
    });
    await changeTargetLangs(id, ["vi"]);
    await changeSourceLang(id, "fr-FR");
    await commit(2, "fr-FR");
    await commit(3, "pt-BR");
    await commit(4, "it-IT", "gap");
    const found = async (lang: string) => (await find("emil", { lang })).sessions.length;
    for (const lang of ["en-US", "fr-FR", "pt-BR", "es", "vi"]) expect([lang, await found(lang)]).toEqual([lang, 1]);
    for (const lang of ["de-DE", "ca", "it-IT"]) expect([lang, await found(lang)]).toEqual([lang, 0]);
    expect((await filterChoices("emil")).langs).toEqual(["en-US", "es", "fr-FR", "pt-BR", "vi"]);
    await changeSourceLang(id, "en-US");
    await changeSourceLang(id, "fr-FR");
    expect((await filterChoices("emil")).langs).toEqual(["en-US", "es", "fr-FR", "pt-BR", "vi"]);
  });

  test("is filtered by days in its owner's time zone", async () => {
    const short = await said("cleo", [["One."]]);
    await database().session.update({ where: { id: short }, data: { createdAt: new Date("2026-01-02T10:00:00Z") } });
    const second = { days: "dates", from: "2026-01-02", to: "2026-01-02" } as const;
    expect((await find("cleo", second)).sessions).toMatchObject([{ id: short }]);
    expect((await find("cleo", second, "Pacific/Kiritimati")).sessions).toEqual([]);
  });
});
