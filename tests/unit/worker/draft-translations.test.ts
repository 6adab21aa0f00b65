import fc from "fast-check";
import { expect, test } from "vitest";
import type { Draft } from "#protocol/transcript";
import { DraftPlan, masked } from "#worker/draft-plan";
import { DraftTranslations } from "#worker/draft-translations";
import { EngineError } from "#worker/engine-error";
import { Tally } from "#worker/tally";
import type { TranslationRequest } from "#worker/translation/port";

const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");
const draft = (seq: number, count: number) => ({ seq, text: words(count), startMs: 0, covered: 0 });

/** A translator whose answers the test gives, one after the other. */
function stage(langs: string[] = ["es"], terms: string[] = []) {
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
    tally: new Tally(),
    epoch: 1,
    sourceLang: () => "en-US",
    terms,
    langs: () => langs,
    publish: (translated) => shown.push(translated),
    now: () => now,
  });
  return { asked, shown, translations, later: (ms: number) => (now += ms) };
}

test("whatever is drafted and committed, what is sent for a language stays within 1.5 times the lines", () => {
  const billed = (text: string) => text.length + 28 * text.split("word3").length;
  const acts = fc.array(
    fc.record({ commits: fc.boolean(), count: fc.integer({ min: 1, max: 20 }), ms: fc.nat(3_000) }),
  );
  fc.assert(
    fc.property(acts, (all) => {
      const plan = new DraftPlan(billed);
      let [committed, seq, now] = [0, 1, 0];
      for (const { commits, count, ms } of all) {
        now += ms;
        if (commits) {
          committed += billed(words(count));
          seq += 1;
        } else plan.take(draft(seq, count), committed, now);
        expect(committed + plan.sent).toBeLessThanOrEqual(1.5 * committed);
      }
    }),
    { seed: 3 },
  );
});

test("a draft is translated where somebody reads the language, without its unstable end", async () => {
  const { asked, shown, translations } = stage(["es", "ca"]);
  translations.commit(1, words(40));
  translations.show(draft(2, 6));
  expect(asked.map(({ to, text }) => [to, text])).toEqual([
    ["es", words(5)],
    ["ca", words(5)],
  ]);
  await asked[0]?.answer("uno dos tres, cuatro");
  expect(shown).toMatchObject([{ lang: "es", seq: 2, text: "uno dos tres", epoch: 1, counter: 1 }]);
  expect(masked("uno dos, tres")).toBe("uno dos");
});

test("what is billed for terms counts too, of drafts and of lines", () => {
  const { asked, translations } = stage(["es"], ["Bến Tre"]);
  translations.commit(1, words(13));
  translations.show(draft(2, 6));
  expect(asked).toEqual([]);
  translations.commit(1, words(4));
  translations.show(draft(2, 6));
  expect(asked).toMatchObject([{ terms: ["Bến Tre"] }]);
});

test("nobody reads: nothing is asked", () => {
  const { asked, translations } = stage([]);
  translations.commit(1, words(40));
  translations.show(draft(2, 6));
  expect(asked).toEqual([]);
});

test("one at a time, not too often, and only for enough new words", async () => {
  const { asked, translations, later } = stage();
  translations.commit(1, words(200));
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

test("an answer that comes after the line is not shown any more", async () => {
  const { asked, shown, translations } = stage();
  translations.commit(1, words(40));
  translations.show(draft(2, 6));
  translations.commit(2, words(8));
  await asked[0]?.answer("uno dos tres");
  expect(shown).toEqual([]);
});

test("a language that is spoken is read as it is said, and holds up no other", async () => {
  const { asked, shown, translations } = stage(["en", "es"]);
  translations.commit(1, words(200));
  translations.show(draft(2, 6));
  expect(shown).toMatchObject([{ lang: "en", text: words(6) }]);
  expect(asked.map(({ to }) => to)).toEqual(["es"]);
  await asked[0]?.answer("uno dos tres, cuatro");
  expect(shown.map(({ lang }) => lang)).toEqual(["en", "es"]);
});

test("what fails in one language is tried in the others", async () => {
  const { asked, translations, later } = stage(["es", "ca"]);
  translations.commit(1, words(200));
  translations.show(draft(2, 6));
  await asked[0]?.fail();
  await asked[1]?.answer("un dos tres");
  later(2_000);
  translations.show(draft(2, 12));
  expect(asked.map(({ to }) => to)).toEqual(["es", "ca", "ca"]);
});

test("a failure is nobody's trouble, and the engine is left alone for a while", async () => {
  const { asked, shown, translations, later } = stage();
  translations.commit(1, words(200));
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
