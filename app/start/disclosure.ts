import type { EngineFacts } from "#protocol/engines";

/** The facts about the use of a session's sound and words. */
export type Disclosure = {
  readonly recogniser: EngineFacts;
  readonly translator: EngineFacts;
  /** Days that the text is kept after the end; null: until it is deleted. */
  readonly keptDays: number | null;
  /** Days that the sound is kept after the end, if it is kept; null: until it is deleted. */
  readonly soundDays: number | null;
};
