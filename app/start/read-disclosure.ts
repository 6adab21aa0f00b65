import { readWebEnv } from "#platform/env";
import { ENGINE_FACTS } from "#protocol/engines";
import type { Disclosure } from "./disclosure";

/** Reads which engines this server uses. @param keptDays from the person's settings */
export function readDisclosure(keptDays: number | null, env = readWebEnv()): Disclosure {
  return {
    recogniser: ENGINE_FACTS[env.STT_ENGINE],
    translator: ENGINE_FACTS[env.TRANSLATION_ENGINE],
    keptDays,
  };
}
