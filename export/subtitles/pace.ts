import { widthOf } from "./tokens";

/** Reading speed in characters per second, of all lines of a cue together. */
const READ_PER_SECOND = 17;
const SHORTEST_MS = 1_000;
export const LONGEST_MS = 6_000;
/** A cue that lacks time begins at most this long before its words, if the cue before needs no more. */
const EARLY_MS = 500;
/** A cue begins at most this long after its words, unless the cues before it have only the shortest time. */
const LATE_MS = 1_000;
/** The number of cues that share the time of their speech: one that lacks time takes it from the others. */
const SHARING = 6;

type Timed = { readonly startMs: number; readonly endMs: number; readonly lines: readonly string[] };

/**
 * Gives cues the times at which they are shown: in their order, without overlap, 1 to 6 s each. A cue that cannot be
 * read while its words are spoken takes time from the pauses around it and from the cues after it that need less. Where
 * people speak faster than READ_PER_SECOND for long, all cues are equally fast, and none is late.
 * @param cues with the times of their words
 */
export function* paceCues<Cue extends Timed>(cues: Iterable<Cue>): Generator<Cue> {
  let startMs: number | null = null;
  for (const [cue, ...ahead] of windowsOf(cues, SHARING + 1)) {
    startMs ??= earliestStart(cue, ahead[0]);
    const needed = neededMs(cue);
    const nextMs: number = ahead[0] ? nextStart(startMs, cue, ahead) : Number.POSITIVE_INFINITY;
    const endMs = Math.min(nextMs, startMs + LONGEST_MS, Math.max(cue.endMs, startMs + needed));
    yield { ...cue, startMs, endMs };
    startMs = nextMs;
  }
}

function nextStart(startMs: number, cue: Timed, ahead: readonly Timed[]): number {
  const [next, afterNext] = ahead;
  if (!next) return Number.POSITIVE_INFINITY;
  const ready = startMs + Math.max(SHORTEST_MS, Math.round(neededMs(cue) * shareOfTime(startMs, [cue, ...ahead])));
  const wanted = Math.max(ready, earliestStart(next, afterNext));
  return Math.max(startMs + SHORTEST_MS, Math.min(wanted, next.startMs + LATE_MS));
}

/** Start time of a cue: the start of its words, or up to `EARLY_MS` earlier if the next cue begins too soon. */
function earliestStart(cue: Timed, next: Timed | undefined): number {
  const lacking = next ? neededMs(cue) - (next.startMs - cue.startMs) : 0;
  return Math.max(0, cue.startMs - Math.min(EARLY_MS, Math.max(0, lacking)));
}

/** The part of their needed times that these cues can have before the last of them begins, 0 to 1. */
function shareOfTime(startMs: number, cues: readonly Timed[]): number {
  const last = cues.at(-1);
  // After the last cue of a session there is time enough.
  if (!last || cues.length <= SHARING) return 1;
  const needed = cues.slice(0, -1).reduce((sum, cue) => sum + neededMs(cue), 0);
  return Math.min(1, Math.max(0, (last.startMs - startMs) / needed));
}

function neededMs({ lines }: Timed): number {
  const characters = lines.reduce((sum, text) => sum + widthOf(text), 0);
  return Math.max(SHORTEST_MS, Math.ceil((characters / READ_PER_SECOND) * 1_000));
}

/** Each item with up to `length - 1` items after it. Reads no further ahead than that. */
function* windowsOf<Item>(items: Iterable<Item>, length: number): Generator<[Item, ...Item[]]> {
  const window: Item[] = [];
  for (const item of items) {
    window.push(item);
    if (window.length < length) continue;
    yield window as [Item, ...Item[]];
    window.shift();
  }
  for (; window.length > 0; window.shift()) yield window as [Item, ...Item[]];
}
