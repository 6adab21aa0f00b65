import { readWebEnv } from "#platform/env";
import { ENGINE_FACTS, type EngineFacts } from "#protocol/engines";

/** What becomes of the sound and the words of a session. */
export type Disclosure = {
  readonly recogniser: EngineFacts;
  readonly translator: EngineFacts;
  /** Days that the text is kept after the end; null: until it is deleted. */
  readonly keptDays: number | null;
};

/** @param keptDays from the person's settings */
export function readDisclosure(keptDays: number | null, env = readWebEnv()): Disclosure {
  return {
    recogniser: ENGINE_FACTS[env.STT_ENGINE],
    translator: ENGINE_FACTS[env.TRANSLATION_ENGINE],
    keptDays,
  };
}
