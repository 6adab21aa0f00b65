import type { TranslationEngineName } from "#protocol/languages";

/** What this machine can do. */
export type LanguageChoices = {
  /** BCP 47, in the order of the list. */
  readonly spoken: readonly string[];
  /** What each is called: said by the server, for browsers know other names, and the page would be drawn twice. */
  readonly names: Readonly<Record<string, string>>;
  /** The one that is chosen first. */
  readonly preferred: string;
  /** The languages to read that a person chose in advance; none: what is chosen for everybody. */
  readonly targets: readonly string[];
  /** Who writes: it says what it writes for each spoken language. */
  readonly translator: TranslationEngineName;
};
