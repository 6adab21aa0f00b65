import type { SttEngineName, TranslationEngineName } from "./languages";

/** What people are told of an engine before they speak. */
export type EngineFacts = {
  readonly name: string;
  /** True: it runs in the product's own processes, and nothing leaves the server. */
  readonly isLocal: boolean;
};

/** Every engine is in it, or it does not compile: nobody speaks to an engine without being told of it. */
export const ENGINE_FACTS: Readonly<Record<SttEngineName | TranslationEngineName, EngineFacts>> = {
  pocketsphinx: { name: "PocketSphinx", isLocal: true },
  apertium: { name: "Apertium", isLocal: true },
  google: { name: "Google Cloud", isLocal: false },
};
