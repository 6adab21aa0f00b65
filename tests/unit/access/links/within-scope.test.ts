import { expect, expectTypeOf, test } from "vitest";
import { changesWithin, sessionWithin, viewWithin } from "#access/links/within-scope";
import { type ExportSource, exportSession } from "#export/export-session";
import type { Reading } from "#protocol/client-events";
import type { SessionView } from "#protocol/session";
import type { Changes } from "#protocol/transcript";
import type { StoredSession } from "#store/segments/whole-session";
import { choose, joined, WORDS } from "#testing/examples/exported-sessions";

const session: SessionView = {
  id: "s".repeat(22),
  title: "Salt",
  sourceLang: "en-US",
  targetLangs: ["es", "ca"],
  state: "ended",
  failure: null,
  createdAt: "2026-11-24T09:00:00.000Z",
  endedAt: null,
};
const spoken = { seq: 1, part: 0, kind: "speech", startMs: 0, endMs: 900, lang: "en-US", text: "hello" } as const;
const changes: Changes = {
  since: 0,
  rev: 3,
  anchor: 0,
  session,
  langs: ["es", "ca"],
  segments: [{ ...spoken, rev: 1, confidence: 0.9 }],
  translations: ["es", "ca"].map((lang, at) => ({
    ...{ seq: 1, part: 0, lang, rev: at + 2, text: `${lang} text`, sourceRev: 1, unknownWords: 0 },
  })),
};
const stored: StoredSession = {
  session,
  lines: [
    {
      ...{
        ...spoken,
        pauseMs: null,
        speaker: null,
        words: [{ word: "hello", startMs: 0, endMs: 900, confidence: 0.9 }],
      },
      translations: { es: "es text", ca: "ca text" },
    },
  ],
};
const SPANISH = { original: false, langs: ["es"] };

test("views, changes and sessions within a scope have no session id, and no words or languages outside the scope", () => {
  expect(viewWithin(session, SPANISH)).toEqual({ ...session, id: undefined, targetLangs: ["es"] });
  for (const cut of [changesWithin(changes, SPANISH), sessionWithin(stored, SPANISH)]) {
    const text = JSON.stringify(cut);
    expect(text).toContain("es text");
    for (const outside of [session.id, "hello", "ca text", '"ca":', "0.9"]) expect(text).not.toContain(outside);
  }
});

test("readers do not see the name of the file that a session transcribes, nor its place in the queue", () => {
  const imported: SessionView = { ...session, recording: { name: "private name.mp4", place: 2 } };
  const whole = { original: true, langs: null };
  expect(viewWithin(imported, whole)).toEqual(viewWithin(session, whole));
  for (const cut of [
    changesWithin({ ...changes, session: imported }, whole),
    sessionWithin({ ...stored, session: imported }, whole),
  ])
    expect(JSON.stringify(cut)).not.toContain("private name");
});

test("a whole scope leaves out only the session id", () => {
  const { id: _, ...view } = session;
  const whole = { original: true, langs: null };
  expect(changesWithin(changes, whole)).toEqual({ ...changes, session: view });
  expect(sessionWithin(stored, whole)).toEqual({ ...stored, session: view });
});

test("an uncut session is a type error in an answer or file for a reader", async () => {
  expectTypeOf(changesWithin(changes, SPANISH)).toExtend<Reading["changes"]>();
  expectTypeOf(changes).not.toExtend<Reading["changes"]>();
  // @ts-expect-error: uncut changes
  const answered: Reading["changes"] = changes;
  // @ts-expect-error: only the row is cut
  const halfCut: Reading["changes"] = { ...changes, session: viewWithin(session, SPANISH) };
  // @ts-expect-error: an uncut row in changes that are cut
  const mixed: Reading["changes"] = { ...changesWithin(changes, SPANISH), session };
  // @ts-expect-error: an uncut session in a reader's file
  const source: ExportSource = { viewer: "reader", session: stored };
  const cut: ExportSource = { viewer: "reader", session: sessionWithin(stored, SPANISH) };
  expect(joined((await exportSession(cut, choose("txt", { lang: "es" }), WORDS)).parts)).toContain("es text");
  expect([answered, halfCut, mixed, source]).toHaveLength(4);
});
