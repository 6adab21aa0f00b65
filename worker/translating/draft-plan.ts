import { align } from "../commit-policy/align";
import { keyOf } from "../commit-policy/words";

/** Characters of drafts that may be sent per character of closed segments: about 2 together with the segments. */
const DRAFT_SHARE = 0.98;
/** Shorter drafts are not translated: they do not help a reader. */
const LEAST_WORDS = 4;
/** A draft is translated again after this many more words. */
const MORE_WORDS = 4;
const LEAST_INTERVAL_MS = 900;

/** Number of last words of a translation that are not shown, because later words change them most. */
const MASKED_WORDS = 2;
/** Number of last shown words that may change. */
const MOST_CHANGED = 1;
/** If a translation changes more than this share of the shown words, the shown text stays until the segment is closed. */
const MOST_DIFFERENT = 0.5;

type Sentence = { readonly seq: number; readonly text: string };

/**
 * Decides when the open sentence is translated into one language, and which part of the translation is shown. All text that
 * is sent stays below twice the text of the segments, and the shown text mostly grows and seldom changes.
 */
export class DraftPlan {
  /** Characters billed for drafts. */
  sent = 0;
  /** Number of drafts that the budget refused. */
  heldBack = 0;
  #seq = 0;
  #words = 0;
  #at = Number.NEGATIVE_INFINITY;
  #shown: { readonly seq: number; readonly words: readonly string[] } = { seq: 0, words: [] };

  /** @param billed characters that the engine's provider bills for a text, the tags around its terms too */
  constructor(private readonly billed: (text: string) => number) {}

  /**
   * Decides whether a draft is translated now, and counts its characters if so.
   * @param sentence its settled and shown words
   * @param closed characters billed for the closed segments so far, each of which is sent once
   * @param now ms
   * @returns the text to translate now; null: none
   */
  take({ seq, text }: Sentence, closed: number, now: number): string | null {
    const words = text.split(" ").length;
    const before = seq === this.#seq ? this.#words : 0;
    if (words < Math.max(LEAST_WORDS, before + MORE_WORDS) || now - this.#at < LEAST_INTERVAL_MS) return null;
    const cost = this.billed(text);
    // The cost is added after this comparison: once it is closed, the sentence itself pays for at least one draft.
    if (this.sent > DRAFT_SHARE * closed) {
      this.heldBack += 1;
      return null;
    }
    this.sent += cost;
    [this.#seq, this.#words, this.#at] = [seq, words, now];
    return text;
  }

  /** The text to show after a draft was translated. */
  show({ seq }: Pick<Sentence, "seq">, translated: string): string {
    const shown = this.#shown.seq === seq ? this.#shown.words : [];
    const words = grown(shown, masked(translated));
    this.#shown = { seq, words };
    return words.join(" ");
  }
}

function masked(translated: string): string[] {
  const words = translated.split(" ");
  const kept = words.slice(0, Math.max(1, words.length - MASKED_WORDS));
  return [...kept.slice(0, -1), (kept.at(-1) ?? "").replace(/[.,;:!?…]+$/u, "")].filter((word) => word !== "");
}

/** The shown words, extended by a newer translation. */
function grown(shown: readonly string[], next: readonly string[]): readonly string[] {
  const same = shown.findIndex((word, at) => keyOf(word) !== keyOf(next[at] ?? ""));
  const shared = same === -1 ? shown.length : same;
  if (shown.length - shared <= MOST_CHANGED) return next.length >= shown.length ? next : shown;
  const { recognised, contradicted, committed } = align(keyed(shown), keyed(next));
  const isOtherwise = committed < shown.length || contradicted > MOST_DIFFERENT * shown.length;
  return isOtherwise ? shown : [...shown, ...next.slice(recognised)];
}

function keyed(words: readonly string[]) {
  return words.map((word) => ({ key: keyOf(word), time: null }));
}
