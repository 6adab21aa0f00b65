/** A translation engine in our words; one per worker process, any number of calls at once. */
export interface Translator {
  readonly name: string;
  /** Whether it writes `to` from what was spoken in `from` (BCP 47 tags). */
  supports(from: string, to: string): boolean;
  /**
   * Translates one segment.
   * @throws EngineError
   */
  translate(request: TranslationRequest): Promise<TranslatedText>;
  /** Characters that a provider bills for such a text, and what it is wrapped in to keep its terms. */
  billed(text: string, terms: readonly string[]): number;
  close(): Promise<void>;
}

export type TranslationRequest = {
  readonly text: string;
  readonly from: string;
  readonly to: string;
  /** The speaker's names and terms, as they are written: where the text holds one, the translation holds the same. */
  readonly terms: readonly string[];
  /** What was said before, oldest first, in the same language: for engines that can use it. */
  readonly context?: readonly string[];
};

export type TranslatedText = {
  readonly text: string;
  /** Words that it had no translation for and left as they were. */
  readonly unknownWords: number;
};
