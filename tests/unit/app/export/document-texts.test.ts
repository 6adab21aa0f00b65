import { expect, test } from "vitest";
import { documentTexts } from "#app/export/document-texts";
import type { ExportedSession } from "#protocol/export";

const session = {
  title: "",
  sourceLang: "en-US",
  targetLangs: ["es"],
  state: "ended",
  failure: null,
  createdAt: "2026-11-23T14:05:00.000Z",
  endedAt: null,
} as const;
const line = {
  seq: 1,
  part: 0,
  kind: "speech",
  startMs: 0,
  endMs: 900,
  pauseMs: null,
  lang: "en-US",
  speaker: null,
  words: null,
} as const;
const exported = (text: string, translations = {}): ExportedSession => ({
  session: { ...session, targetLangs: ["es"] },
  lines: [{ ...line, text, translations }],
});
const titleOf = (made: ExportedSession, lang?: string) =>
  documentTexts(made, { language: "en", timeZone: "UTC" }, lang).title;

test("files of a session without a title have its first sentence as their title, the same for every language", () => {
  const made = exported("Salt comes every year.", { es: "La sal viene cada año." });
  expect([titleOf(made), titleOf(made, "es")]).toEqual(["Salt comes every year", "Salt comes every year"]);
});

test("files of a link without the original have the translated sentence as their title, or the date", () => {
  expect(titleOf(exported("", { es: "La sal viene cada año." }), "es")).toBe("La sal viene cada año");
  expect(titleOf(exported("", { es: "La sal viene cada año." }))).toBe("Untitled, 23 Nov, 14:05");
  expect(titleOf(exported(""), "es")).toBe("Untitled, 23 Nov, 14:05");
});
