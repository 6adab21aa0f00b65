/** The port of translation engines. A worker process has one, and calls it concurrently. */
export interface Translator {
  readonly name: string;
  /** Whether it translates from `from` into `to` (BCP 47 tags). */
  supports(from: string, to: string): boolean;
  /**
   * Translates one segment.
   * @throws EngineError
   */
  translate(request: TranslationRequest): Promise<TranslatedText>;
  /** Number of characters that the provider bills for a text, including the tags that protect its terms. */
  billed(text: string, terms: readonly string[]): number;
  close(): Promise<void>;
}

export type TranslationRequest = {
  readonly text: string;
  readonly from: string;
  readonly to: string;
  /** The speaker's names and terms. The translation keeps those that the text holds. */
  readonly terms: readonly string[];
  /** The segments before, oldest first, in the same language, for engines that can use them. */
  readonly context?: readonly string[];
};

export type TranslatedText = {
  readonly text: string;
  /** Number of words that it could not translate and kept. */
  readonly unknownWords: number;
};
