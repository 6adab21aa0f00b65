import { expect, test } from "vitest";
import { LanguageFit } from "#worker/stt/pocketsphinx/language-fit";

const SECOND = 16_000;
/** One word of this length. */
const said = (seconds: number, misfit: number) => [{ start: 0, end: seconds * SECOND, misfit }];
const BAD = 45_000;
const GOOD = 30_000;

test("another language is noticed once words of 6 s fit badly, over several utterances", () => {
  const fit = new LanguageFit();
  expect([fit.conclude(said(3, BAD)), fit.conclude(said(2, BAD))]).toEqual([false, false]);
  expect([fit.isOther, fit.conclude(said(1, BAD)), fit.isOther]).toEqual([false, true, true]);
});

test("one bad utterance among good ones is no other language", () => {
  const fit = new LanguageFit();
  for (const misfit of [GOOD, GOOD, BAD, GOOD]) expect(fit.conclude(said(3, misfit))).toBe(false);
});

test("one good utterance of 1.5 s proves that the language is spoken again, a shorter or a bad one does not", () => {
  const fit = new LanguageFit();
  fit.conclude(said(6, BAD));
  expect(fit.conclude(said(1, GOOD))).toBe(true);
  expect(fit.conclude([])).toBe(true);
  expect(fit.conclude(said(4, BAD))).toBe(true);
  expect(fit.conclude(said(1.5, GOOD))).toBe(false);
  // The bad words before it no longer count.
  expect(fit.conclude(said(3, BAD))).toBe(false);
});

test("utterances that fit fairly prove it together", () => {
  const fit = new LanguageFit();
  fit.conclude(said(6, BAD));
  expect([fit.conclude(said(3, 38_000)), fit.conclude(said(3, 38_000))]).toEqual([true, false]);
});
