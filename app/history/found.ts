import type { SessionView } from "#protocol/session";
import type { SpokenText } from "#protocol/spoken-title";
import type { Mark } from "./marks";

type Marked = { readonly text: string; readonly marks: readonly Mark[] };

/** A matching line: its texts, and the positions of the matches. Never markup. `next`: the next line, into which the match reaches. */
export type Hit = {
  readonly seq: number;
  readonly part: number;
  readonly startMs: number;
  readonly texts: readonly (Marked & { readonly lang: string; readonly next?: Marked })[];
};

export type FoundSession = SessionView & {
  readonly durationMs: number;
  readonly tags: readonly string[];
  /** Its title if it was given none. */
  readonly spokenTitle: SpokenText | null;
  /** Null without a search. */
  readonly found: { readonly places: number; readonly hits: readonly Hit[] } | null;
};

export type FoundPage = { readonly sessions: readonly FoundSession[]; readonly next: string | null };
