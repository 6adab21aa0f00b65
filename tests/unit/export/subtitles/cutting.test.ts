import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cuesOf } from "#export/subtitles/cues";
import { widthOf } from "#export/subtitles/tokens";
import type { ExportedSegment, ExportedSession } from "#protocol/export";
import { choose } from "#testing/examples/exported-sessions";

const OPTIONS = { ...choose("srt"), namesInText: true };
const BOTH = { ...OPTIONS, lang: "es", original: true };

/** A segment with 3 words a second. */
function segment(text: string, more: Partial<ExportedSegment> = {}): ExportedSegment {
  const endMs = (text.split(" ").length * 1_000) / 3;
  const base = { seq: 1, part: 0, kind: "speech", startMs: 0, endMs, pauseMs: null, lang: "en-US" } as const;
  return { ...base, speaker: null, text, words: null, translations: {}, ...more };
}

const session = (...lines: ExportedSegment[]) => ({ lines }) as unknown as ExportedSession;

const linesOf = (made: ExportedSegment, options = OPTIONS) =>
  [...cuesOf(session(made), options)].map(({ lines }) => lines);
const textsOf = (text: string, lang = "en-US") => linesOf(segment(text, { lang })).map((lines) => lines.join(" "));

describe("a sentence is cut", () => {
  test("after a clause mark rather than before a conjunction", () => {
    expect(
      textsOf("We took the water and the salt from the river, then we let it stand for two days and it was clear."),
    ).toEqual([
      "We took the water and the salt from the river,",
      "then we let it stand for two days and it was clear.",
    ]);
  });

  test.each([
    [
      "ar",
      "المزارعون الذين فقدوا محصولهم في الربيع الماضي،",
      "بدأوا بزراعة أرز ينمو في المياه المالحة ويحتاج إلى المطر.",
    ],
    [
      "hi",
      "नदी का पानी हर साल पहले से अधिक खारा हो जाता है और फसल सूख जाती है।",
      "किसान अब एक नया चावल बोते हैं जो खारे पानी में उगता है।",
    ],
    [
      "el",
      "Οι αγρότες που έχασαν τη σοδειά τους την άνοιξη·",
      "φυτεύουν ένα ρύζι που μεγαλώνει σε υφάλμυρο νερό κάθε χρόνο.",
    ],
    ["hy", "Գյուղացիները, որ կորցրել էին իրենց բերքը գարնանը՝", "ցանում են բրինձ, որ աճում է աղի ջրում ամեն տարի։"],
  ])("after the mark of another script: %s", (lang, before, after) => {
    expect(textsOf(`${before} ${after}`, lang)).toEqual([before, after]);
  });

  test.each([
    [
      "zh-CN",
      /[，。]$/,
      "问题不在于如何把盐挡在外面，因为它每年都会来，问题在于我们能用它种出什么来，以及我们的孩子们将来要靠什么生活下去。",
    ],
    [
      "ja-JP",
      /[、。]$/,
      "問題は、どうやって塩を防ぐかということではなく、毎年やって来るその塩を使って、私たちがこれから何を育てることができるのか、ということなのです。",
    ],
  ])("after a mark of a language without spaces: %s", (lang, mark, text) => {
    const cues = linesOf(segment(text, { lang, endMs: 14_000 }));
    expect(cues.length).toBeGreaterThan(1);
    for (const lines of cues) expect(lines.join("")).toMatch(mark);
    expect(cues.flat().join("")).toBe(text);
  });

  test.each([
    [
      "en-US",
      "Farmers all plant another sort today",
      "because its roots grow well even near brackish water every year.",
    ],
    ["es-ES", "Todos plantan otra variedad este año", "porque sus raíces crecen bien incluso junto al agua salobre."],
    [
      "ca-ES",
      "Tothom planta una altra varietat ara",
      "perquè les seves arrels creixen millor vora l'aigua molt salada.",
    ],
    [
      "fr-FR",
      "Tout le monde plante une autre variété",
      "parce que ses racines poussent bien même près des eaux salées.",
    ],
    [
      "de-DE",
      "Alle pflanzen jetzt eine andere Sorte",
      "weil ihre Wurzeln sogar nahe salzigem Wasser sehr gut wachsen.",
    ],
    [
      "vi-VN",
      "Năm nay mọi người gieo giống lúa khác",
      "nhưng nước mặn lên sớm hơn thường lệ rất nhiều ngày rồi đó nhé.",
    ],
  ])("before a conjunction if it has no clause mark: %s", (lang, before, after) => {
    expect(textsOf(`${before} ${after}`, lang)).toEqual([before, after]);
  });

  test("before an article rather than after it", () => {
    const before = "Our old neighbours have now finally finished building";
    const after = "the bridge everybody wanted very badly last winter here also";
    expect(textsOf(`${before} ${after}`)).toEqual([before, after]);
  });

  test("at a sentence end within it, but not at the mark of an abbreviation", () => {
    const text =
      "We met at five p.m. in the office of the U.S. consul and he agreed. Then everybody went home, as they do.";
    expect(textsOf(text)[0]).toBe("We met at five p.m. in the office of the U.S. consul and he agreed.");
    const german =
      "Das Wasser steigt bis zum 3. Oktober, z. B. am Fluss bei Dr. Weber, und danach fällt es wieder bis in den März.";
    for (const shown of textsOf(german, "de-DE").slice(0, -1)) expect(shown).toMatch(/,$/);
  });

  test("so that a speaker's name is not alone", () => {
    const es = "Así que empezamos con lo que todos ustedes ya conocen, la sal, que viene cada año y que no se va.";
    const said = segment("So we begin.", { speaker: "Dr. Anna Nguyen", translations: { es } });
    const [first, ...others] = linesOf(said, BOTH);
    expect(first?.[0]).toBe("Dr. Anna Nguyen: So we begin.");
    expect([first?.[1], ...others.flat()].join(" ")).toBe(es);
  });
});

describe("a sentence and its translation", () => {
  test("are cut at matching clauses, with one line of each in a cue", () => {
    const text = "Good evening, ladies and gentlemen, thank you for coming tonight to our little museum by the sea.";
    const es = "Buenas noches, señoras y señores, gracias por venir esta noche a nuestro pequeño museo junto al mar.";
    expect(linesOf(segment(text, { translations: { es } }), BOTH)).toEqual([
      ["Good evening, ladies and gentlemen,", "Buenas noches, señoras y señores,"],
      ["thank you for coming tonight", "gracias por venir esta noche"],
      ["to our little museum by the sea.", "a nuestro pequeño museo junto al mar."],
    ]);
  });

  test("stay in one line rather than being cut into single words", () => {
    const es = "La pregunta no es cómo evitar la sal, porque viene cada año.";
    expect(linesOf(segment("Salt comes.", { translations: { es } }), BOTH)).toEqual([
      ["Salt comes.", "La pregunta no es cómo evitar la sal,"],
      ["porque viene cada año."],
    ]);
  });
});

/** Texts that must not be cut, between random words and marks. */
const units = fc.constantFrom(
  ..."3.5 percent|1,000 farmers|12 000 tons|-4,5 degrees|Dr. Smith|Prof. J. R. Weber|St. Anna|No. 5 boat|$ 5 apiece|3,5 % Salz|z. B. heute".split(
    "|",
  ),
  ..."the|of|and|because|water|rice,|evening;|is –|gone.|Really?|extraordinarily|Mississippi|a|brackish|“well,”|(so)".split(
    "|",
  ),
);
const sentence = fc.array(units, { minLength: 2, maxLength: 60 });

/** The longest text that a human can write. */
const longest = (words: readonly string[]) => {
  const made: string[] = [];
  for (let length = 0; length <= 4_000; length += (made.at(-1)?.length ?? 0) + 1)
    made.push(words[made.length % words.length] ?? "");
  return made.slice(0, -1);
};
const anySentence = fc.oneof({ weight: 9, arbitrary: sentence }, { weight: 1, arbitrary: sentence.map(longest) });

function expectLimits(cues: readonly (readonly string[])[]): void {
  for (const lines of cues) {
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThanOrEqual(2);
    for (const shown of lines) expect(widthOf(shown)).toBeLessThanOrEqual(42);
  }
}

describe("any sentence, up to 4,000 characters", () => {
  test("loses and doubles no character, in cues of at most 2 lines of at most 42", () => {
    fc.assert(
      fc.property(anySentence, (words) => {
        const cues = linesOf(segment(words.join(" ")));
        expectLimits(cues);
        expect(cues.flat().join(" ")).toBe(words.join(" "));
      }),
    );
  });

  test("with any translation loses and doubles no character, in cues of at most one line of each", () => {
    // The original has Latin letters, the translation others.
    const greek = fc.array(fc.constantFrom(..."το αλάτι, έρχεται κάθε χρόνο. Δρ. νερό· και".split(" ")), {
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(anySentence, greek, (words, other) => {
        const original = words.filter((word) => /[a-z]/i.test(word)).join(" ");
        const cues = linesOf(segment(original, { translations: { es: other.join(" ") } }), BOTH);
        expectLimits(cues);
        const isGreek = (shown: string) => /\p{Script=Greek}/u.test(shown);
        expect(cues.flat().filter(isGreek).join(" ")).toBe(other.join(" "));
        expect(
          cues
            .flat()
            .filter((shown) => !isGreek(shown))
            .join(" "),
        ).toBe(original);
        for (const lines of cues) expect(lines.filter(isGreek).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("is not cut within a number, nor between an abbreviation and its name", () => {
    fc.assert(
      fc.property(anySentence, (words) => {
        let at = 0;
        for (const shown of linesOf(segment(words.join(" "))).flat()) {
          let built = words[at++] ?? "";
          while (built.length < shown.length) built += ` ${words[at++]}`;
          expect(shown).toBe(built);
        }
      }),
    );
  });

  test("leaves no cue with a single word", () => {
    fc.assert(
      fc.property(anySentence, fc.integer({ min: 0, max: 60_000 }), (words, endMs) => {
        for (const lines of linesOf(segment(words.join(" "), { endMs }))) expect(lines.join(" ")).toContain(" ");
      }),
    );
  });

  test("shares no cue with the next sentence", () => {
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        const [first, second] = [segment(one.join(" ")), segment(other.join(" "), { seq: 2 })];
        const follows = { ...second, startMs: first.endMs, endMs: first.endMs + second.endMs };
        const together = [...cuesOf(session(first, follows), OPTIONS)].map(({ lines }) => lines);
        expect(together).toEqual([...linesOf(first), ...linesOf(second)]);
      }),
    );
  });

  test("without a good place for a cut stays within the limits as well", () => {
    for (const text of ["x", "水", "ก", "7", "a ", "1 ", "! ", "« ", "Dr. "].map((part) =>
      part.repeat(4_000 / part.length),
    )) {
      for (const lang of ["en-US", "zh-CN", "th-TH"]) {
        const cues = linesOf(segment(text, { lang, endMs: 60_000 }));
        expectLimits(cues);
        expect(cues.flat().join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }
    }
  });
});

test("characters that are counted without the segmenter are single characters for it too", () => {
  // Between U+3200 and U+FF00 the fast path covers whole blocks: every 16th character is tested.
  const codes = Array.from({ length: 0xffff }, (_, code) => code).filter(
    (code) => code >= 0x20 && (code < 0x3200 || code >= 0xff00 || code % 16 === 0),
  );
  const simple = codes.map((code) => String.fromCharCode(code)).filter((one) => /\P{Surrogate}/u.test(one));
  const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
  const wrong = simple.filter((one) => widthOf(`a${one}a${one}`) !== [...segmenter.segment(`a${one}a${one}`)].length);
  expect(wrong).toEqual([]);
});
