import type { EngineFacts } from "#protocol/engines";

/** How the sound and the words of a session are used. */
export type Disclosure = {
  readonly recogniser: EngineFacts;
  readonly translator: EngineFacts;
  /** Days that the text is kept after the end; null: until it is deleted. */
  readonly keptDays: number | null;
};
