import type { ExportChoice, ExportedSession, ExportLine } from "#protocol/export";
import { type DocumentWords, gapSeconds, shownTexts } from "./document";
import { oneLine } from "./one-line";
import { placeText } from "./timestamp";

/** Plain words: a line of text each, in UTF-8; with the original, a blank line between the pairs. */
export function txt({ lines }: ExportedSession, choice: ExportChoice, words: DocumentWords): string {
  const between = choice.original && choice.lang !== undefined ? "\n\n" : "\n";
  const body = lines.map((line) => block(line, choice, words)).join(between);
  return `${oneLine(words.title)}\n${oneLine(words.facts)}\n\n${body}\n`;
}

function block(line: ExportLine, choice: ExportChoice, words: DocumentWords): string {
  const time = choice.times ? `[${placeText(line.startMs)}] ` : "";
  if (line.kind === "gap") return `${time}(${words.gap(gapSeconds(line))})`;
  const speaker = choice.speakers && line.speaker ? `${oneLine(line.speaker)}: ` : "";
  const texts = shownTexts(line, choice).map(({ text }) => oneLine(text) || `(${words.notTranslated})`);
  return `${time}${speaker}${texts.join("\n")}`;
}
