import type { z } from "zod";
import type { Health } from "./health";
import type { Overview } from "./overview";
import type { Ack } from "./refusal";
import type {
  BlockRequest,
  ChunkRequest,
  ContinueSessionRequest,
  CorrectSegmentRequest,
  CreateLinkRequest,
  DeleteOwnPersonRequest,
  DeletePersonRequest,
  DeleteSegmentRequest,
  DeleteSessionRequest,
  DeleteSoundRequest,
  EarlierTextsRequest,
  GiveCodeRequest,
  JoinSessionRequest,
  LabelLinkRequest,
  ListLinksRequest,
  LostRequest,
  MergeSegmentsRequest,
  OverviewRequest,
  PauseRequest,
  ReadCodeRequest,
  ReadLinkRequest,
  RestoreLinkRequest,
  RevokeLinkRequest,
  SpeakInRequest,
  SpeakRequest,
  SplitSegmentRequest,
  StartSessionRequest,
  StopRequest,
  StopSoundRequest,
  TranslateDraftsRequest,
  TranslateIntoRequest,
  UncertainWordsRequest,
  UnlockLinkRequest,
} from "./requests";
import type { SegmentId } from "./segment-id";
import type { CutChanges, JoinCode, LinkView, ShareAddress, SpeakerPresence } from "./share";
import type { Changes } from "./transcript";

/** A text that was replaced. `human`: a person had written it. */
export type EarlierText = {
  readonly text: string;
  readonly rev: number;
  readonly human: boolean;
  readonly replacedAt: string;
};

/** The uncertain words of a segment, as places in its text at this rev: from, to, in UTF-16 units. */
export type UncertainLine = SegmentId & {
  readonly rev: number;
  readonly places: readonly (readonly [from: number, to: number])[];
};

export type Joined = {
  readonly changes: Changes;
  readonly speaker: SpeakerPresence;
  /** The session's clock, in samples: the end of the sound that has arrived. */
  readonly arrived: number;
  /** The health of a session that no worker serves. If a worker serves it, its next `health` message replaces this. */
  readonly health: Health;
};

export type Reading = {
  /** The language that is read; null: the original. */
  readonly lang: string | null;
  /** The second language that is read; null: there is none, or the link does not show it. */
  readonly second: string | null;
  readonly changes: CutChanges;
  /** `hear` is absent in answers of an earlier server. */
  readonly may: { readonly original: boolean; readonly export: boolean; readonly hear?: boolean };
  readonly speaker: SpeakerPresence;
};

export type Speaking = {
  readonly take: number;
  /** The sample of the session's clock at which chunk 1 of this take begins. */
  readonly takeStart: number;
  /** The next chunk that the gateway accepts. */
  readonly expected: number;
  /** The number of chunks that may be in flight. */
  readonly credit: number;
  /** The anchor, in samples: the page need not keep sound before it. */
  readonly anchor: number;
  /** The gateway accepts chunks in Opus; earlier ones do not. */
  readonly opus?: true;
};

export type Links = { readonly links: readonly LinkView[]; readonly address: ShareAddress };

/** Every event that a page may send, with its acknowledgement. */
export interface ClientToServerEvents {
  "session:start"(
    request: z.input<typeof StartSessionRequest>,
    ack: (answer: Ack<{ readonly sessionId: string }>) => void,
  ): void;
  "session:join"(request: z.input<typeof JoinSessionRequest>, ack: (answer: Ack<Joined>) => void): void;
  speak(request: z.input<typeof SpeakRequest>, ack: (answer: Ack<Speaking>) => void): void;
  chunk(request: z.input<typeof ChunkRequest>, ack: (answer: Ack<{ readonly credit: number }>) => void): void;
  lost(request: z.input<typeof LostRequest>, ack: (answer: Ack<{ readonly credit: number }>) => void): void;
  stop(request: z.input<typeof StopRequest>, ack: (answer: Ack<object>) => void): void;
  pause(request: z.input<typeof PauseRequest>, ack: (answer: Ack<object>) => void): void;
  "session:continue"(request: z.input<typeof ContinueSessionRequest>, ack: (answer: Ack<object>) => void): void;
  "session:speak-in"(request: z.input<typeof SpeakInRequest>, ack: (answer: Ack<object>) => void): void;
  "session:translate-into"(request: z.input<typeof TranslateIntoRequest>, ack: (answer: Ack<object>) => void): void;
  "session:translate-drafts"(request: z.input<typeof TranslateDraftsRequest>, ack: (answer: Ack<object>) => void): void;
  "segment:correct"(
    request: z.input<typeof CorrectSegmentRequest>,
    ack: (answer: Ack<{ readonly rev: number }>) => void,
  ): void;
  "segment:earlier-texts"(
    request: z.input<typeof EarlierTextsRequest>,
    ack: (answer: Ack<{ readonly texts: readonly EarlierText[] }>) => void,
  ): void;
  "segment:uncertain-words"(
    request: z.input<typeof UncertainWordsRequest>,
    ack: (answer: Ack<{ readonly lines: readonly UncertainLine[]; readonly next: number | null }>) => void,
  ): void;
  "segment:split"(request: z.input<typeof SplitSegmentRequest>, ack: (answer: Ack<object>) => void): void;
  "segment:merge"(request: z.input<typeof MergeSegmentsRequest>, ack: (answer: Ack<object>) => void): void;
  "segment:delete"(request: z.input<typeof DeleteSegmentRequest>, ack: (answer: Ack<object>) => void): void;
  "session:delete"(request: z.input<typeof DeleteSessionRequest>, ack: (answer: Ack<object>) => void): void;
  "sound:stop"(request: z.input<typeof StopSoundRequest>, ack: (answer: Ack<object>) => void): void;
  "sound:delete"(request: z.input<typeof DeleteSoundRequest>, ack: (answer: Ack<object>) => void): void;
  "link:create"(
    request: z.input<typeof CreateLinkRequest>,
    ack: (answer: Ack<{ readonly link: LinkView }>) => void,
  ): void;
  "link:list"(request: z.input<typeof ListLinksRequest>, ack: (answer: Ack<Links>) => void): void;
  "link:label"(request: z.input<typeof LabelLinkRequest>, ack: (answer: Ack<object>) => void): void;
  "link:give-code"(request: z.input<typeof GiveCodeRequest>, ack: (answer: Ack<object>) => void): void;
  "link:revoke"(request: z.input<typeof RevokeLinkRequest>, ack: (answer: Ack<object>) => void): void;
  "link:restore"(request: z.input<typeof RestoreLinkRequest>, ack: (answer: Ack<object>) => void): void;
  "link:unlock"(
    request: z.input<typeof UnlockLinkRequest>,
    ack: (answer: Ack<{ readonly pass: string }>) => void,
  ): void;
  "link:read-code"(
    request: z.input<typeof ReadCodeRequest>,
    ack: (answer: Ack<{ readonly code: JoinCode | null }>) => void,
  ): void;
  "link:read"(request: z.input<typeof ReadLinkRequest>, ack: (answer: Ack<Reading>) => void): void;
  "person:delete-own"(request: z.input<typeof DeleteOwnPersonRequest>, ack: (answer: Ack<object>) => void): void;
  "admin:block"(request: z.input<typeof BlockRequest>, ack: (answer: Ack<object>) => void): void;
  "admin:delete-person"(request: z.input<typeof DeletePersonRequest>, ack: (answer: Ack<object>) => void): void;
  "admin:overview"(
    request: z.input<typeof OverviewRequest>,
    ack: (answer: Ack<{ readonly overview: Overview }>) => void,
  ): void;
}
