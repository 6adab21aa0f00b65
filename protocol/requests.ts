import { z } from "zod";
import type { Health } from "./health";
import type { Overview } from "./overview";
import type { Ack } from "./refusal";
import { LanguageTag, type PublicView, SessionId, Title } from "./session";
import {
  LEAST_PASSWORD,
  LIFETIMES,
  type Lifetime,
  LinkLabel,
  type LinkView,
  MOST_PASSWORD,
  type ShareAddress,
  type SpeakerPresence,
  WantedLanguages,
} from "./share";
import { CHUNK_BYTES } from "./sound";
import { type Changes, MOST_PARTS } from "./transcript";

const Take = z.number().int().positive();
/** A chunk's number within its take. A take of a year of sound stays far below. */
const N = z.number().int().positive().max(1_000_000_000);

/** Make a session and reserve a recogniser for it. */
export const StartRequest = z.strictObject({
  sourceLang: LanguageTag,
  /** Other languages that may be spoken; as many as the engine listens for at once. */
  alternativeLangs: z.array(LanguageTag).max(2).default([]),
  targetLangs: z.array(LanguageTag).min(1).max(20),
  title: z.string().default("").pipe(Title),
  /** Make it also where no recogniser is free: it then waits in the queue, and `speak` says its place. */
  wait: z.boolean().default(false),
});

/** The most that an integer of PostgreSQL holds: what counts lines and their changes. */
const MOST = 2 ** 31 - 1;
const Rev = z.number().int().nonnegative().max(MOST);
/** See `Since`: up to which rev everything is known, by language. */
const Since = z.union([Rev, z.record(z.union([z.literal(""), LanguageTag]), Rev)]).default(0);

/** Join the session's rooms, then read everything after `since` (0: all). `drafts`: in which languages; absent: in all. */
export const JoinRequest = z.strictObject({
  sessionId: SessionId,
  since: Since,
  drafts: z.array(LanguageTag).max(20).optional(),
});

/** Begin to speak: without `take` a new one, with it go on after a broken connection. */
export const SpeakRequest = z.strictObject({ sessionId: SessionId, take: Take.optional() });

/** One chunk of the take that this socket speaks in. */
export const ChunkRequest = z.strictObject({
  take: Take,
  n: N,
  sound: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength === CHUNK_BYTES, {
    error: `sound is not ${CHUNK_BYTES} bytes`,
  }),
});

/** Chunks `from` to `to` are gone for good: a gap line takes their place. */
export const LostRequest = z
  .strictObject({ take: Take, from: N, to: N })
  .refine(({ from, to }) => from <= to, { error: "from is after to" });

/** End the session: after chunk `n - 1` of `take`; without a take, after whatever arrived. */
export const StopRequest = z.strictObject({
  sessionId: SessionId,
  after: z.strictObject({ take: Take, n: N }).optional(),
});

/** The speaker goes on in another language, from the chunks on that arrive after this. */
export const SpeakInRequest = z.strictObject({ sessionId: SessionId, lang: LanguageTag });

/** The languages that are written from now on, all of them. */
export const TranslateIntoRequest = z.strictObject({
  sessionId: SessionId,
  targetLangs: z.array(LanguageTag).min(1).max(20),
});

/** Whether drafts are translated too. */
export const TranslateDraftsRequest = z.strictObject({ sessionId: SessionId, isOn: z.boolean() });

/** Everything of whoever asks; with their password, if they have one. */
export const ForgetRequest = z.strictObject({
  what: z.literal("everything"),
  password: z.string().max(1_000).default(""),
});

const PersonId = z.string().regex(/^[\w-]{1,100}$/);
/** Administrators block people, let them in again, and remove them with everything. */
export const BlockRequest = z.strictObject({ userId: PersonId, isBlocked: z.boolean() });
export const ExpelRequest = z.strictObject({ userId: PersonId });

/** For administrators; at most so many sessions. */
export const OverviewRequest = z.strictObject({ sessions: z.number().int().min(1).max(200) });
/** A line's words: one line of text, never empty. */
const LineText = z
  .string()
  .trim()
  .min(1)
  .max(4_000)
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u);

/** Empty: nobody is named. */
const SpeakerName = z
  .string()
  .trim()
  .max(80)
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u);

/** Which line, of those that were split which piece. */
const Line = z.strictObject({
  seq: z.number().int().positive().max(MOST),
  part: z.number().int().nonnegative().max(MOST_PARTS).default(0),
});
/** A line, and its rev as whoever changes it saw it. */
const SeenLine = Line.extend({ expected: Rev });

/** Write a line's text and who said it, or with `lang` its translation, in place of the one of rev `expected` (0: there is none). */
export const CorrectRequest = SeenLine.extend({
  sessionId: SessionId,
  lang: z.optional(LanguageTag),
  text: LineText,
  /** Without it, as it is. */
  speaker: SpeakerName.optional(),
});

/** The texts that corrections replaced, newest first. */
export const EarlierRequest = Line.extend({ sessionId: SessionId, lang: z.optional(LanguageTag) });

/** Make two lines of one: `at` UTF-16 units of its text are before the cut. */
export const SplitRequest = SeenLine.extend({ sessionId: SessionId, at: z.number().int().positive() });

/** Make one line of two that follow each other. */
export const MergeRequest = SeenLine.extend({ sessionId: SessionId, next: SeenLine });

/** Take a line out, for good. */
export const RemoveRequest = SeenLine.extend({ sessionId: SessionId });

/** A text that was replaced. `human`: somebody had written it. */
export type EarlierText = {
  readonly text: string;
  readonly rev: number;
  readonly human: boolean;
  readonly replacedAt: string;
};

export const DeleteRequest = z.strictObject({ sessionId: SessionId });

/** The speaker's page pauses, or goes on: readers are told. */
export const PauseRequest = z.strictObject({ isPaused: z.boolean() });

const LinkId = z.string().regex(/^[A-Za-z0-9_-]{16}$/);

/** Make a link. */
export const ShareRequest = z.strictObject({
  sessionId: SessionId,
  label: z.string().default("").pipe(LinkLabel),
  original: z.boolean().default(true),
  /** Empty: every language of the session. */
  langs: z.array(LanguageTag).max(200).default([]),
  mayExport: z.boolean().default(false),
  /** Null: none. */
  password: z.string().min(LEAST_PASSWORD).max(MOST_PASSWORD).nullable().default(null),
  lifetime: z.enum(Object.keys(LIFETIMES) as [Lifetime, ...Lifetime[]]).default("month"),
});

/** The links of a session, newest first. */
export const LinksRequest = z.strictObject({ sessionId: SessionId });
export const RelabelRequest = z.strictObject({ linkId: LinkId, label: LinkLabel });
/** Take a link back: whoever reads by it is out at once. */
export const RevokeRequest = z.strictObject({ linkId: LinkId });

/** A reader gives the password that the link asks for. */
export const UnlockRequest = z.strictObject({ password: z.string().min(1).max(MOST_PASSWORD) });

/**
 * A reader reads: joins the rooms of the language that it wants most (see `pickLanguage`), then reads
 * everything in it after `since`. Another wish is a switch of language.
 */
export const ReadRequest = z.strictObject({ wanted: WantedLanguages, since: Since });

/** What a link's reader says in the handshake, as `auth`. */
export const LinkHandshake = z.strictObject({
  /** The token of `/r/<token>`. */
  link: z.string().max(100),
  /** Of an `unlock` before: spares the password. */
  pass: z.string().max(100).optional(),
  /** The same for every connection of one opening of the page: it counts as one view. */
  opening: z.string().max(40).optional(),
});

export type Joined = {
  readonly changes: Changes;
  readonly speaker: SpeakerPresence;
  /** How it goes while nobody speaks; whoever serves it tells what is different. */
  readonly health: Health;
};

export type Reading = {
  /** The language that is read; null: the original. */
  readonly lang: string | null;
  readonly changes: Changes<PublicView>;
  readonly may: { readonly original: boolean; readonly export: boolean };
  readonly speaker: SpeakerPresence;
};

export type Speaking = {
  readonly take: number;
  /** The session's sample at which chunk 1 of this take begins. */
  readonly takeStart: number;
  /** The chunk that the gateway wants next. */
  readonly expected: number;
  /** Chunks that may be in flight. */
  readonly credit: number;
  /** Samples: sound before it need not be kept. */
  readonly anchor: number;
};

export type Links = { readonly links: readonly LinkView[]; readonly address: ShareAddress };

/** What a page may send, with the acknowledgement of each. */
export interface ClientToServerEvents {
  start(request: z.input<typeof StartRequest>, ack: (answer: Ack<{ readonly sessionId: string }>) => void): void;
  join(request: z.input<typeof JoinRequest>, ack: (answer: Ack<Joined>) => void): void;
  speak(request: z.input<typeof SpeakRequest>, ack: (answer: Ack<Speaking>) => void): void;
  chunk(request: z.input<typeof ChunkRequest>, ack: (answer: Ack<{ readonly credit: number }>) => void): void;
  lost(request: z.input<typeof LostRequest>, ack: (answer: Ack<{ readonly credit: number }>) => void): void;
  stop(request: z.input<typeof StopRequest>, ack: (answer: Ack<object>) => void): void;
  pause(request: z.input<typeof PauseRequest>, ack: (answer: Ack<object>) => void): void;
  speakIn(request: z.input<typeof SpeakInRequest>, ack: (answer: Ack<object>) => void): void;
  translateInto(request: z.input<typeof TranslateIntoRequest>, ack: (answer: Ack<object>) => void): void;
  translateDrafts(request: z.input<typeof TranslateDraftsRequest>, ack: (answer: Ack<object>) => void): void;
  correct(request: z.input<typeof CorrectRequest>, ack: (answer: Ack<{ readonly rev: number }>) => void): void;
  earlier(
    request: z.input<typeof EarlierRequest>,
    ack: (answer: Ack<{ readonly texts: readonly EarlierText[] }>) => void,
  ): void;
  split(request: z.input<typeof SplitRequest>, ack: (answer: Ack<object>) => void): void;
  merge(request: z.input<typeof MergeRequest>, ack: (answer: Ack<object>) => void): void;
  remove(request: z.input<typeof RemoveRequest>, ack: (answer: Ack<object>) => void): void;
  delete(request: z.input<typeof DeleteRequest>, ack: (answer: Ack<object>) => void): void;
  share(request: z.input<typeof ShareRequest>, ack: (answer: Ack<{ readonly link: LinkView }>) => void): void;
  links(request: z.input<typeof LinksRequest>, ack: (answer: Ack<Links>) => void): void;
  relabel(request: z.input<typeof RelabelRequest>, ack: (answer: Ack<object>) => void): void;
  revoke(request: z.input<typeof RevokeRequest>, ack: (answer: Ack<object>) => void): void;
  unlock(request: z.input<typeof UnlockRequest>, ack: (answer: Ack<{ readonly pass: string }>) => void): void;
  read(request: z.input<typeof ReadRequest>, ack: (answer: Ack<Reading>) => void): void;
  forget(request: z.input<typeof ForgetRequest>, ack: (answer: Ack<object>) => void): void;
  block(request: z.input<typeof BlockRequest>, ack: (answer: Ack<object>) => void): void;
  expel(request: z.input<typeof ExpelRequest>, ack: (answer: Ack<object>) => void): void;
  overview(request: z.input<typeof OverviewRequest>, ack: (answer: Ack<{ readonly overview: Overview }>) => void): void;
}
