/** The names of all engines. */
export const STT_ENGINES = ["pocketsphinx", "google"] as const;
export const TRANSLATION_ENGINES = ["apertium", "google"] as const;
export type SttEngineName = (typeof STT_ENGINES)[number];
export type TranslationEngineName = (typeof TRANSLATION_ENGINES)[number];

/** The facts about an engine that people read before they speak. */
export type EngineFacts = {
  readonly name: string;
  /** True: it runs in the product's own processes, and nothing leaves the server. */
  readonly isLocal: boolean;
};

/** The facts about every engine. A new engine without facts does not compile. */
export const ENGINE_FACTS: Readonly<Record<SttEngineName | TranslationEngineName, EngineFacts>> = {
  pocketsphinx: { name: "PocketSphinx", isLocal: true },
  apertium: { name: "Apertium", isLocal: true },
  google: { name: "Google Cloud", isLocal: false },
};
