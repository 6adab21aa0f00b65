import fc from "fast-check";
import { expect, test } from "vitest";
import { fromHtml, toHtml } from "#worker/translation/google/html";
import { partsOf } from "#worker/translation/term-parts";

const TERMS = ["Bến Tre", "R&D <x>", "Rose"];
const kept = (term: string) => `<span translate="no">${term}</span>`;

test("a text becomes HTML whose only tags are the terms' spans", () => {
  expect(toHtml(partsOf('<b>Rose</b> & R&D <x>, "it\'s"', TERMS))).toBe(
    `&lt;b&gt;${kept("Rose")}&lt;/b&gt; &amp; ${kept("R&amp;D &lt;x&gt;")}, "it's"`,
  );
});

test("any text with any terms is restored after an engine that changes nothing", () => {
  const words = fc.constantFrom(
    "Rose",
    "<b>",
    "&amp;",
    "&lt",
    "</span>",
    kept("x"),
    " ",
    ".",
    "東",
    "京",
    "𐐀",
    "'",
    "&#39;",
  );
  const some = fc.oneof(fc.string({ unit: "binary", maxLength: 12 }), words);
  fc.assert(
    fc.property(
      fc.array(some, { maxLength: 5 }),
      fc.array(some, { maxLength: 12 }),
      fc.boolean(),
      (terms, more, glued) => {
        const text = more.flatMap((one, index) => [one, terms[index % 7] ?? ""]).join(glued ? "" : " ");
        const parts = partsOf(text, terms);
        for (const to of ["es", "ja"]) expect(fromHtml(toHtml(parts), parts, to)).toBe(text);
      },
    ),
  );
});

test.each([
  [
    "a space within the span",
    "We met Rose today.",
    `Gặp<span translate="no"> Rose </span>hôm nay.`,
    "Gặp Rose hôm nay.",
  ],
  ["a space before a mark", "We met Rose.", `Gặp <span translate="no">Rose </span>.`, "Gặp Rose."],
  ["a space that was set after the span", "We (Rose).", `Ta ( ${kept("Rose")} ).`, "Ta (Rose)."],
  ["spaces that are lost", "We met Rose today.", `Gặp${kept("Rose")}hôm nay.`, "Gặp Rose hôm nay."],
  ["two terms", "See Rose Bến Tre now", `Xem${kept("Rose")}${kept("Bến Tre")}bây giờ`, "Xem Rose Bến Tre bây giờ"],
  ["another order", "Rose sees Bến Tre", `${kept("Bến Tre")} thấy ${kept("Rose")}`, "Bến Tre thấy Rose"],
  [
    "entities of all kinds",
    "Rose's & R&D <x>",
    `${kept("Rose")}&#39;s &amp; ${kept("R&amp;D &lt;x&gt;")} &quot;`,
    `Rose's & R&D <x> "`,
  ],
  ["other attributes and tags", "Rose", `<b><span style="x" translate="no" dir="ltr">Ro<i>se</i></span></b>`, "Rose"],
  ["a term that is lost", "We met Rose.", "Gặp hoa hồng.", "Gặp hoa hồng."],
  ["a span that never ends", "We met Rose.", `Gặp <span translate="no">Rose.`, "Gặp Rose."],
  ["an end without a beginning", "We met Rose.", "Gặp Rose</span>.", "Gặp Rose."],
])("%s", (_, text, html, written) => {
  expect(fromHtml(html, partsOf(text, TERMS), "vi")).toBe(written);
});

test("letters that a language attaches to a name stay attached", () => {
  const parts = partsOf("In Rose it is nice.", TERMS);
  expect(fromHtml(`${kept("Rose")}では素敵です。`, parts, "ja")).toBe("Roseでは素敵です。");
  expect(fromHtml(`${kept("Rose")}에서는 좋습니다.`, parts, "ko")).toBe("Rose에서는 좋습니다.");
});
