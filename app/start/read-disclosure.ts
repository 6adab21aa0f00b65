import { readWebEnv } from "#platform/env";
import { ENGINE_FACTS } from "#protocol/engines";
import type { Disclosure } from "./disclosure";

/** The settings of a person about the storage of sessions, in days; null: until they are deleted. */
type StoredDays = { readonly retentionDays: number | null; readonly soundDays?: number | null | undefined };

/** Reads which engines this server uses, and for how long this person's sessions are stored. */
export function readDisclosure({ retentionDays, soundDays }: StoredDays, env = readWebEnv()): Disclosure {
  const most = Math.min(retentionDays ?? Number.POSITIVE_INFINITY, soundDays ?? Number.POSITIVE_INFINITY);
  return {
    recogniser: ENGINE_FACTS[env.STT_ENGINE],
    translator: ENGINE_FACTS[env.TRANSLATION_ENGINE],
    keptDays: retentionDays,
    soundDays: Number.isFinite(most) ? most : null,
  };
}
