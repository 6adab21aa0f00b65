import type { ExportChoice, ExportedSession, ExportLine } from "#protocol/export";
import { CUE_LINES, fewestParts, LINE_LENGTH, type Part, partsOf } from "./cue-text";
import { shownTexts } from "./document";
import { oneLine } from "./one-line";
import { spokenClock } from "./spoken-clock";
import { silentTokens, type Token, tokensOf, widthOf } from "./tokens";

/** What a subtitle shows at one time. Milliseconds on the session's clock. */
export type Cue = {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
  readonly speaker: string | null;
};

/** Characters a second that people read with ease, and the shortest and longest time of a cue (Netflix's style guide). */
const READ_PER_SECOND = 17;
const SHORTEST_MS = 834;
const LONGEST_MS = 7_000;

export type CueOptions = Pick<ExportChoice, "lang" | "original" | "speakers"> & {
  /** The format has no place of its own for names: they stand before the words. */
  readonly namesInText: boolean;
};

/**
 * A session as subtitles: at most two lines of 42 characters, cut at words and at their times, and shown long enough
 * to read wherever the next cue leaves room.
 */
export function cuesOf({ lines }: ExportedSession, options: CueOptions): Cue[] {
  let before: string | null = null;
  const cues = lines.flatMap((line) => {
    if (line.kind === "gap") return [];
    const speaker = options.speakers && line.speaker ? oneLine(line.speaker).trim() || null : null;
    const named = options.namesInText && speaker !== before ? speaker : null;
    before = speaker;
    return cuesOfLine(line, options, named).map((cue) => ({ ...cue, speaker }));
  });
  return paced(cues);
}

function cuesOfLine(line: ExportLine, options: CueOptions, named: string | null): Omit<Cue, "speaker">[] {
  const choice = { ...options, format: "srt", times: true } as const;
  const texts = shownTexts(line, choice).map(({ lang, text }) => tokensOf(oneLine(text), lang, LINE_LENGTH));
  const said = texts.filter((tokens) => tokens.length > 0);
  const maxLines = texts.length > 1 ? 1 : CUE_LINES;
  const first = said[0];
  if (!first) return [];
  const tokens = named === null ? said : [[...silentTokens(`${named}:`, LINE_LENGTH), ...first], ...said.slice(1)];
  return together(tokens, line, maxLines);
}

/** The texts of one line side by side: cut into the same number of parts, as far as they have words for it. */
function together(texts: Token[][], line: ExportLine, maxLines: number): Omit<Cue, "speaker">[] {
  const clock = spokenClock(line);
  const slow = Math.ceil((line.endMs - line.startMs) / LONGEST_MS);
  const count = Math.max(slow, ...texts.map((tokens) => fewestParts(tokens, maxLines)));
  const sides = texts.map((tokens) => partsOf(tokens, count, maxLines));
  const longest = sides.reduce((most, side) => (side.length > most.length ? side : most));
  return longest.map((part, at) => ({
    startMs: Math.round(clock.begins(part.from)),
    endMs: Math.round(clock.ends(part.to)),
    lines: sides.flatMap((side) => partShownAt(side, at, longest.length)?.lines ?? []),
  }));
}

/** A side with fewer parts is spread over the cues of the other one, each part once. */
function partShownAt(side: readonly Part[], at: number, count: number): Part | undefined {
  return side.find((_, index) => Math.floor((index * count) / side.length) === at);
}

/** In the order of the lines and without overlap, each as long as its reader needs if the next one begins late enough. */
function paced(cues: readonly Cue[]): Cue[] {
  let earliest = 0;
  const starts = cues.map(({ startMs }) => {
    const start = Math.max(startMs, earliest);
    earliest = start + 1;
    return start;
  });
  return cues.map((cue, at) => {
    const startMs = starts[at] ?? cue.startMs;
    const room = starts[at + 1] ?? Number.POSITIVE_INFINITY;
    const needed = Math.max(SHORTEST_MS, Math.ceil((readingLength(cue) / READ_PER_SECOND) * 1_000));
    return { ...cue, startMs, endMs: Math.min(room, Math.max(cue.endMs, startMs + needed)) };
  });
}

function readingLength({ lines }: Pick<Cue, "lines">): number {
  return lines.reduce((sum, text) => sum + widthOf(text), 0);
}
