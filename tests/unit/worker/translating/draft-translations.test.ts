import fc from "fast-check";
import { expect, test } from "vitest";
import type { Draft } from "#protocol/transcript";
import { EngineError } from "#worker/engine-error";
import { WorkerMetrics } from "#worker/metrics";
import { DraftPlan } from "#worker/translating/draft-plan";
import { DraftTranslations } from "#worker/translating/draft-translations";
import type { TranslationRequest } from "#worker/translation/port";

const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");
const draft = (seq: number, count: number) => ({ seq, text: words(count), startMs: 0, covered: 0 });

/** A translator that the test answers. */
function stage(langs: string[] = ["es"], terms: string[] = [], hasBudget = () => true) {
  const asked: (TranslationRequest & { answer(text: string): Promise<void>; fail(): Promise<void> })[] = [];
  const shown: Draft[] = [];
  let now = 0;
  const translator = {
    name: "fake",
    supports: () => true,
    billed: (text: string, terms: readonly string[]) => text.length + 28 * terms.length,
    close: async () => {},
    translate: (request: TranslationRequest) =>
      new Promise<{ text: string; unknownWords: number }>((resolve, reject) => {
        const turn = () => new Promise<void>((done) => setImmediate(done));
        asked.push({
          ...request,
          answer(text) {
            resolve({ text, unknownWords: 0 });
            return turn();
          },
          fail() {
            reject(new EngineError("throttled", true, "quota"));
            return turn();
          },
        });
      }),
  };
  const translations = new DraftTranslations({
    translator,
    metrics: new WorkerMetrics(),
    epoch: 1,
    sourceLang: () => "en-US",
    terms,
    context: [],
    charge: async (_, ask) => (hasBudget() ? ask() : null),
    langs: () => langs,
    publish: (translated) => shown.push(translated),
    now: () => now,
  });
  return { asked, shown, translations, later: (ms: number) => (now += ms) };
}

test("the drafts that are sent for a language stay within the length of its segments plus the open sentence", () => {
  const billed = (text: string) => text.length + 28 * text.split("word3").length;
  const steps = fc.array(fc.record({ closes: fc.boolean(), more: fc.integer({ min: 1, max: 6 }), ms: fc.nat(3_000) }));
  fc.assert(
    fc.property(steps, (all) => {
      const plan = new DraftPlan(billed);
      let [closed, seq, count, now] = [0, 1, 0, 0];
      for (const { closes, more, ms } of all) {
        now += ms;
        count += more;
        plan.take({ seq, text: words(count) }, closed, now);
        expect(plan.sent).toBeLessThanOrEqual(closed + billed(words(count)));
        if (!closes) continue;
        closed += billed(words(count));
        [seq, count] = [seq + 1, 0];
      }
    }),
    { seed: 3 },
  );
});

test("an open sentence is translated into the languages that are read, and the end of the translation is held back", async () => {
  const { asked, shown, translations } = stage(["es", "ca"]);
  translations.close(1, words(40));
  translations.show(draft(2, 6));
  expect(asked.map(({ to, text }) => [to, text])).toEqual([
    ["es", words(6)],
    ["ca", words(6)],
  ]);
  await asked[0]?.answer("uno dos tres, cuatro cinco");
  expect(shown).toMatchObject([{ lang: "es", seq: 2, text: "uno dos tres", epoch: 1, counter: 1 }]);
});

test("a request has the last two segments as context", () => {
  const { asked, translations } = stage();
  for (const [index, text] of ["One.", "Two.", "Three."].entries()) translations.close(index + 1, text);
  translations.show(draft(4, 6));
  expect(asked).toMatchObject([{ context: ["Two.", "Three."] }]);
});

const SHOWN: readonly (readonly [title: string, texts: readonly string[], shown: readonly string[]])[] = [
  ["grows by the new words", ["a b c d", "a b c d e f g"], ["a b", "a b c d e"]],
  ["keeps the shown words if one of them changes", ["a b c d e f", "a x c d e f g h"], ["a b c d", "a b c d e f"]],
  ["lets its last word change", ["a b c d", "a x c d e"], ["a b", "a x c"]],
  [
    "stays as it is if the new translation is a different sentence",
    ["a b c d e f", "p q r s t u v w"],
    ["a b c d", "a b c d"],
  ],
  ["never becomes shorter", ["a b c d e f", "a b c d"], ["a b c d", "a b c d"]],
];

test.each(SHOWN)("the shown translation of a sentence %s", (_, texts, shown) => {
  const plan = new DraftPlan((text) => text.length);
  expect(texts.map((text) => plan.show({ seq: 1 }, text))).toEqual(shown);
});

test("the billed characters of terms count for drafts and segments", async () => {
  const { asked, translations, later } = stage(["es"], ["Bến Tre"]);
  translations.show(draft(1, 6));
  await asked[0]?.answer("uno dos tres");
  translations.close(1, words(7));
  later(2_000);
  translations.show(draft(2, 6));
  expect(asked).toHaveLength(2);
  await asked[1]?.answer("uno dos tres");
  later(2_000);
  translations.show(draft(2, 12));
  expect(asked).toHaveLength(2);
  expect(asked).toMatchObject([{ terms: ["Bến Tre"] }, { terms: ["Bến Tre"] }]);
});

test("without budget no draft is requested, and after 15 s it is tried again", async () => {
  let hasBudget = false;
  const { asked, translations, later } = stage(["es"], [], () => hasBudget);
  translations.close(1, words(200));
  translations.show(draft(2, 6));
  await new Promise((done) => setImmediate(done));
  hasBudget = true;
  later(14_000);
  translations.show(draft(2, 12));
  expect(asked).toEqual([]);
  later(2_000);
  translations.show(draft(2, 12));
  expect(asked).toHaveLength(1);
});

test("without readers no draft is requested", () => {
  const { asked, translations } = stage([]);
  translations.close(1, words(40));
  translations.show(draft(2, 6));
  expect(asked).toEqual([]);
});

test("drafts are requested one at a time, not too often, and only for enough new words", async () => {
  const { asked, translations, later } = stage();
  translations.close(1, words(200));
  translations.show(draft(2, 6));
  later(2_000);
  translations.show(draft(2, 12));
  expect(asked).toHaveLength(1);
  await asked[0]?.answer("uno dos tres");
  translations.show(draft(2, 7));
  expect(asked).toHaveLength(1);
  translations.show(draft(2, 12));
  expect(asked).toHaveLength(2);
});

test("an answer after the segment is closed is not shown", async () => {
  const { asked, shown, translations } = stage();
  translations.close(1, words(40));
  translations.show(draft(2, 6));
  translations.close(2, words(8));
  await asked[0]?.answer("uno dos tres");
  expect(shown).toEqual([]);
});

test("the spoken language gets the original, and does not delay other languages", async () => {
  const { asked, shown, translations } = stage(["en", "es"]);
  translations.close(1, words(200));
  translations.show(draft(2, 6));
  expect(shown).toMatchObject([{ lang: "en", text: words(6) }]);
  expect(asked.map(({ to }) => to)).toEqual(["es"]);
  await asked[0]?.answer("uno dos tres, cuatro");
  expect(shown.map(({ lang }) => lang)).toEqual(["en", "es"]);
});

test("a failure in one language does not affect the others", async () => {
  const { asked, translations, later } = stage(["es", "ca"]);
  translations.close(1, words(200));
  translations.show(draft(2, 6));
  await asked[0]?.fail();
  await asked[1]?.answer("un dos tres");
  later(2_000);
  translations.show(draft(2, 12));
  expect(asked.map(({ to }) => to)).toEqual(["es", "ca", "ca"]);
});

test("after a failure no draft is shown, and the next request waits", async () => {
  const { asked, shown, translations, later } = stage();
  translations.close(1, words(200));
  translations.show(draft(2, 6));
  await asked[0]?.fail();
  later(5_000);
  translations.show(draft(2, 12));
  expect(asked).toHaveLength(1);
  later(15_000);
  translations.show(draft(2, 12));
  expect(asked).toHaveLength(2);
  expect(shown).toEqual([]);
});

test("a sentence that becomes empty removes its shown translations", async () => {
  const { asked, shown, translations } = stage(["es", "ca"]);
  translations.close(1, words(40));
  translations.show(draft(2, 6));
  await asked[0]?.answer("uno dos tres cuatro");
  translations.show({ ...draft(2, 0), text: "" });
  expect(shown.map(({ lang, seq, text }) => [lang, seq, text])).toEqual([
    ["es", 2, "uno dos"],
    ["es", 2, ""],
  ]);
});
