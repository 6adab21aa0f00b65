import type { ExportChoice, ExportedSegment } from "#protocol/export";
import { shownTexts } from "./document";
import { oneLine } from "./one-line";

/** After a silence of this length (ms) a new paragraph begins, so that a talk of one speaker has paragraphs too. */
const PARAGRAPH_SILENCE_MS = 3_000;

/** Consecutive segments of one speaker without a long silence; at least one segment. A gap is a turn of its own. */
export type Turn = {
  readonly kind: ExportedSegment["kind"];
  readonly first: ExportedSegment;
  readonly lines: readonly ExportedSegment[];
};

/**
 * Groups the segments of a session into turns. A turn ends at another speaker or language, at a gap and at a silence.
 */
export function turnsOf(lines: readonly ExportedSegment[]): Turn[] {
  const turns: (Turn & { readonly lines: ExportedSegment[] })[] = [];
  let before: ExportedSegment | undefined;
  for (const line of lines) {
    const turn = turns.at(-1);
    if (turn && before && isSameTurn(before, line)) turn.lines.push(line);
    else turns.push({ kind: line.kind, first: line, lines: [line] });
    before = line;
  }
  return turns;
}

function isSameTurn(before: ExportedSegment, line: ExportedSegment): boolean {
  return (
    before.kind === "speech" &&
    line.kind === "speech" &&
    before.speaker === line.speaker &&
    before.lang === line.lang &&
    line.startMs - before.endMs < PARAGRAPH_SILENCE_MS
  );
}

/** Sentences in one language; null for those without a translation. */
type TurnParagraph = { readonly lang: string; readonly sentences: readonly (string | null)[] };

/** The paragraphs of a turn that a choice shows, the original first. */
export function paragraphsOf({ first, lines }: Turn, choice: ExportChoice): TurnParagraph[] {
  const texts = lines.map((line) => shownTexts(line, choice));
  return shownTexts(first, choice).map(({ lang }, side) => {
    const sentences = texts.map((shown) => oneLine(shown[side]?.text ?? "") || null);
    // Several missing translations in a row are shown as one.
    return { lang, sentences: sentences.filter((text, at) => text !== null || at === 0 || sentences[at - 1] !== null) };
  });
}
