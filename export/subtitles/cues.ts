import type { ExportChoice, ExportedSegment, ExportedSession } from "#protocol/export";
import { shownTexts } from "../document";
import { oneLine } from "../one-line";
import { CUE_LINES, cheapestCuts, type Ends, fewestParts, linesOf } from "./cue-text";
import { cutCandidates } from "./cut-candidates";
import { LINE_LENGTH, MeasuredText } from "./measured-text";
import { LONGEST_MS, paceCues } from "./pace";
import { spokenClock } from "./spoken-clock";
import { silentTokens, tokensOf } from "./tokens";

/** The texts that a subtitle shows at one time. Times in milliseconds on the session's clock. */
export type Cue = {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
  readonly speaker: string | null;
};

export type CueOptions = Pick<ExportChoice, "lang" | "original" | "speakers"> & {
  /** The format has no field for names, so they are before the words. */
  readonly namesInText: boolean;
};

/**
 * Cuts a session into subtitles: at most two lines of 42 characters, cut at words and at their times, and shown long
 * enough to read wherever the next cue leaves room.
 */
export function cuesOf(session: ExportedSession, options: CueOptions): Generator<Cue> {
  return paceCues(cutCues(session, options));
}

/** Segment by segment, so only the segments that are read are cut. */
function* cutCues({ lines }: ExportedSession, options: CueOptions): Generator<Cue> {
  let before: string | null = null;
  for (const line of lines) {
    if (line.kind === "gap") continue;
    const speaker = options.speakers && line.speaker ? oneLine(line.speaker).trim() || null : null;
    const named = options.namesInText && speaker !== before ? speaker : null;
    before = speaker;
    for (const cue of cuesOfLine(line, options, named)) yield { ...cue, speaker };
  }
}

function cuesOfLine(line: ExportedSegment, options: CueOptions, named: string | null): Omit<Cue, "speaker">[] {
  const shown = shownTexts(line, options);
  const maxLines = shown.length > 1 ? 1 : CUE_LINES;
  const name = named === null ? [] : silentTokens(`${named}:`, LINE_LENGTH);
  const texts = shown
    .map(({ lang, text }) => ({ lang, tokens: tokensOf(oneLine(text), lang, LINE_LENGTH) }))
    .filter(({ tokens }) => tokens.length > 0)
    .map(({ lang, tokens }, at) => new MeasuredText(at === 0 ? [...name, ...tokens] : tokens, lang));
  return texts.length === 0 ? [] : cutTogether(texts, line, maxLines);
}

/** The texts of one segment, one above the other. Each cue shows the same part of both. */
function cutTogether(texts: readonly MeasuredText[], line: ExportedSegment, maxLines: number): Omit<Cue, "speaker">[] {
  const clock = spokenClock(line);
  const share = shareOf(texts);
  const count = partsWanted(texts, line, maxLines);
  let starts: Ends = texts.map(() => 0);
  return cheapestCuts(texts, cutCandidates(texts), count, maxLines).map((ends) => {
    const from = starts;
    starts = ends;
    return {
      startMs: Math.round(clock.begins(share(from))),
      endMs: Math.round(clock.ends(share(ends))),
      lines: texts.flatMap((text, side) => linesOf(text, from[side] ?? 0, ends[side] ?? 0)),
    };
  });
}

/** As few cues as hold the texts; more where the speaker is slow, as long as each cue has two words. */
function partsWanted(texts: readonly MeasuredText[], { startMs, endMs }: ExportedSegment, maxLines: number): number {
  const words = Math.max(...texts.map(({ length }) => length));
  const slow = Math.min(Math.ceil((endMs - startMs) / LONGEST_MS), Math.floor(words / 2));
  return Math.max(slow, ...texts.map((text) => fewestParts(text, maxLines)));
}

/** The share of the segment's texts before a place, 0 to 1. */
function shareOf(texts: readonly MeasuredText[]): (ends: Ends) => number {
  const weight = (ends: Ends) => texts.reduce((sum, text, side) => sum + text.weightBefore(ends[side] ?? 0), 0);
  const total = weight(texts.map(({ length }) => length));
  return (ends) => weight(ends) / total;
}
