import type { TranslationEngineName } from "#protocol/engines";

/** The languages that the engines of this server offer. */
export type LanguageChoices = {
  /** BCP 47, in the order of the list. */
  readonly spoken: readonly string[];
  /** Names from the server: browsers know other names, which would break hydration. */
  readonly names: Readonly<Record<string, string>>;
  /** The initial choice. */
  readonly preferred: string;
  /** The target languages of the person's settings; empty: the default. */
  readonly targets: readonly string[];
  /** The translation engine, which decides the target languages of each spoken language. */
  readonly translator: TranslationEngineName;
};
