import { expect, test } from "vitest";
import { GOOGLE_SPOKEN, googleWritten } from "#protocol/google-languages";
import { isUnspaced, sentenceSpace } from "#protocol/line-text";

test("a spoken language has the spaces of its written one, whichever tag Google gives it", () => {
  for (const spoken of GOOGLE_SPOKEN) {
    const written = googleWritten(spoken) ?? spoken;
    expect([spoken, isUnspaced(spoken), sentenceSpace(spoken)]).toEqual([
      spoken,
      isUnspaced(written),
      sentenceSpace(written),
    ]);
  }
});

test("Thai has spaces between sentences and none between words; Mandarin, Cantonese and Japanese have neither", () => {
  expect(["th-TH", "cmn-Hans-CN", "yue-Hant-HK", "ja-JP", "zh", "en-US"].map(isUnspaced)).toEqual([
    ...Array(5).fill(true),
    false,
  ]);
  expect(["th-TH", "km-KH", "en-US"].map(sentenceSpace)).toEqual([" ", " ", " "]);
  expect(["cmn-Hans-CN", "yue-Hant-HK", "ja-JP", "zh-TW"].map(sentenceSpace)).toEqual(["", "", "", ""]);
});
