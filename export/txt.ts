import type { ExportChoice, ExportedSession } from "#protocol/export";
import { sentenceSpace } from "#protocol/line-text";
import { type DocumentTexts, gapText } from "./document";
import { oneLine } from "./one-line";
import { placeText } from "./timestamp";
import { paragraphsOf, type Turn, turnsOf } from "./turns";

/** Plain text in UTF-8: a paragraph per turn, with the original above its translation. */
export function* txt({ lines }: ExportedSession, choice: ExportChoice, texts: DocumentTexts): Generator<string> {
  yield `${oneLine(texts.title)}\n${oneLine(texts.facts)}\n\n`;
  let between = "";
  for (const turn of turnsOf(lines)) {
    yield between + block(turn, choice, texts);
    between = "\n\n";
  }
  yield "\n";
}

function block(turn: Turn, choice: ExportChoice, texts: DocumentTexts): string {
  const { kind, first } = turn;
  const time = choice.times ? `[${placeText(first.startMs)}] ` : "";
  if (kind === "gap") return time + gapText(first, texts);
  const speaker = choice.speakers && first.speaker ? `${oneLine(first.speaker)}: ` : "";
  const paragraphs = paragraphsOf(turn, choice).map(({ lang, sentences }) =>
    sentences
      .map((text) => text ?? `(${texts.notTranslated})`)
      .reduce((before, sentence) => before + sentenceSpace(lang) + sentence),
  );
  return `${time}${speaker}${paragraphs.join("\n")}`;
}
