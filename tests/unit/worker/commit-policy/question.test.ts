import { describe, expect, test } from "vitest";
import { isQuestion } from "#worker/commit-policy/question";
import { toSegmentText } from "#worker/commit-policy/sentence";

const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  "en-US": ["what time is it", "so how many people live here", "Are you ready", "isn't it late", "where's the water"],
  "es-ES": ["qué hora es", "y cuántos vienen", "de dónde vienes", "Cómo estáis"],
  "ca-ES": ["què és això", "i on són els altres", "Com ha anat"],
  "fr-FR": ["est-ce que tu viens", "pourquoi pas", "où est la mer", "Combien coûte le riz"],
  "de-DE": ["was ist das", "wo sind wir", "Warum hat er das gesagt"],
  "vi-VN": ["anh đi đâu", "tại sao nước mặn", "chị ăn cơm chưa", "đúng phải không"],
};

const STATEMENTS: Readonly<Record<string, readonly string[]>> = {
  "en-US": ["what I said is true", "the pond is salt", "how it works", "is", "they are ready"],
  "es-ES": ["que vengan todos", "el agua sube", "como siempre", "cuando llueve sube"],
  "ca-ES": ["que vinguin tots", "l'aigua puja", "com sempre plou"],
  "fr-FR": ["la mer est haute", "quelque chose a changé", "il vient demain"],
  "de-DE": ["das Wasser steigt", "was wir wissen", "wo Salz ist wächst nichts"],
  "vi-VN": ["nước mặn", "chúng tôi trồng lúa", "tôi có con trai", "chúng ta nghĩ về tương lai"],
};

const each = (texts: typeof QUESTIONS) =>
  Object.entries(texts).flatMap(([lang, all]) => all.map((text) => [lang, text] as const));

describe("a sentence without punctuation", () => {
  test.each(each(QUESTIONS))("of %s is a question and gets a question mark: %s", (lang, text) => {
    expect(isQuestion(text, lang)).toBe(true);
    expect(toSegmentText(text, lang, { opens: false, closes: true })).toBe(`${text}?`);
  });

  test.each(each(STATEMENTS))("of %s is a statement and gets a full stop: %s", (lang, text) => {
    expect(isQuestion(text, lang)).toBe(false);
    expect(toSegmentText(text, lang, { opens: false, closes: true }).endsWith(".")).toBe(true);
  });

  test("of a language without known question words gets a full stop", () => {
    expect(toSegmentText("what is it", "tlh", { opens: false, closes: true })).toBe("what is it.");
  });
});
