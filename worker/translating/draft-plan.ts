import { align } from "../commit-policy/align";
import { keyOf } from "../commit-policy/words";

/** For each character of the segments this many characters of drafts may be sent: with the segments themselves 2. */
const DRAFT_SHARE = 0.98;
/** A translation of less is no help to a reader. */
const LEAST_WORDS = 4;
/** And of so many words more it is a new one. */
const MORE_WORDS = 4;
const LEAST_INTERVAL_MS = 900;

/** The end of a translation is what changes most with the words to come: so many of its words are held back. */
const MASKED_WORDS = 2;
/** So many words at the end of what is shown may change rather than be kept. */
const MOST_CHANGED = 1;
/** Where more than this share of what is shown reads otherwise, the sentence is built otherwise: it stays until it is finished. */
const MOST_DIFFERENT = 0.5;

type Sentence = { readonly seq: number; readonly text: string };

/**
 * When the open sentence of a session is translated into one language, how much of it, and what of that is shown:
 * seldom enough that all that is sent stays below twice the text, and so that what a reader sees grows and seldom changes.
 */
export class DraftPlan {
  /** Characters that were billed for drafts. */
  sent = 0;
  /** How often the budget refused one. */
  heldBack = 0;
  #seq = 0;
  #words = 0;
  #at = Number.NEGATIVE_INFINITY;
  #shown: { readonly seq: number; readonly words: readonly string[] } = { seq: 0, words: [] };

  /** @param billed characters that the engine's provider bills for a text, the tags around its terms too */
  constructor(private readonly billed: (text: string) => number) {}

  /**
   * @param sentence all of it that is settled or steady
   * @param closed characters billed for the closed segments so far, each of which is sent once
   * @param now ms
   * @returns what is worth a translation now, and within the budget; null: nothing
   */
  take({ seq, text }: Sentence, closed: number, now: number): string | null {
    const words = text.split(" ").length;
    const before = seq === this.#seq ? this.#words : 0;
    if (words < Math.max(LEAST_WORDS, before + MORE_WORDS) || now - this.#at < LEAST_INTERVAL_MS) return null;
    const cost = this.billed(text);
    // The sentence itself, once it is closed, will pay for one draft of it at the least.
    if (this.sent > DRAFT_SHARE * closed) {
      this.heldBack += 1;
      return null;
    }
    this.sent += cost;
    [this.#seq, this.#words, this.#at] = [seq, words, now];
    return text;
  }

  /** What a reader sees once a part of a sentence is translated. */
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

/** What is on the screen, with what a newer translation adds to it. */
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
