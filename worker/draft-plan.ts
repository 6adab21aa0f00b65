/** For each character of committed text this many characters of drafts may be sent: with the text itself 1.5. */
const DRAFT_SHARE = 0.5;

/** The end of a draft is what changes most: so many of its words are not translated. */
const MASKED_WORDS = 1;

/** A translation of less is no help to a reader. */
const LEAST_WORDS = 3;

/** And of so many words more it is a new one. */
const MORE_WORDS = 3;

const LEAST_INTERVAL_MS = 900;

/**
 * When the draft of a session is translated into one language, and how much of it: seldom enough that
 * all that is sent stays below 1.5 times the text. A text that is committed is always translated.
 */
export class DraftPlan {
  /** Characters that were billed for drafts. */
  sent = 0;
  /** How often there was no money for one. */
  heldBack = 0;
  private lastSeq = 0;
  private lastWords = 0;
  private lastAt = Number.NEGATIVE_INFINITY;

  /** @param billed characters that the engine's provider bills for a text, the tags around its terms too */
  constructor(private readonly billed: (text: string) => number) {}

  /**
   * @param committed characters billed for the lines so far, each of which is sent once
   * @param now ms
   * @returns what of the draft is worth a translation now, and within the budget; null: nothing
   */
  take(draft: { readonly seq: number; readonly text: string }, committed: number, now: number): string | null {
    const words = draft.text.split(" ").slice(0, -MASKED_WORDS);
    const before = draft.seq === this.lastSeq ? this.lastWords : 0;
    if (words.length < Math.max(LEAST_WORDS, before + MORE_WORDS) || now - this.lastAt < LEAST_INTERVAL_MS) return null;
    const text = words.join(" ");
    const cost = this.billed(text);
    if (this.sent + cost > DRAFT_SHARE * committed) {
      this.heldBack += 1;
      return null;
    }
    this.sent += cost;
    [this.lastSeq, this.lastWords, this.lastAt] = [draft.seq, words.length, now];
    return text;
  }
}

/** What of a translated draft is shown: its end depends on words that are still to come. */
export function masked(translation: string): string {
  return translation
    .split(" ")
    .slice(0, -MASKED_WORDS)
    .join(" ")
    .replace(/[\s.,;:!?…]+$/u, "");
}
