import { z } from "zod";
import { MOST_LINE_LENGTH } from "./line-text";
import { unpackOpus } from "./opus";
import { LanguageTag, SessionId, Title } from "./session";
import { LEAST_PASSWORD, LIFETIMES, type Lifetime, LinkLabel, MOST_PASSWORD, WantedLanguages } from "./share";
import { CHUNK_BYTES, LONGEST_AGE_MS } from "./sound";
import { MOST_PARTS } from "./transcript";

const Take = z.number().int().positive();
/** A chunk's number within its take. A year of sound stays far below the maximum. */
const N = z.number().int().positive().max(1_000_000_000);

/** Empty: captions in the spoken language only. */
const TargetLangs = z.array(LanguageTag).max(20);

/** Makes a session and reserves a recogniser for it. */
export const StartSessionRequest = z.strictObject({
  sourceLang: LanguageTag,
  /** Other languages that may be spoken; at most as many as the engine listens for at once. */
  alternativeLangs: z.array(LanguageTag).max(2).default([]),
  targetLangs: TargetLangs,
  title: z.string().default("").pipe(Title),
  /** Also makes the session if no recogniser is free. It then waits in the queue; `speak` returns its place. */
  wait: z.boolean().default(false),
  /** Whether to keep the sound; ignored unless KEEP_SOUND is `ask`. Absent: no. */
  keepSound: z.boolean().optional(),
});

/** Keeps no more of the session's sound. */
export const StopSoundRequest = z.strictObject({ sessionId: SessionId });

/** Deletes the session's sound, and keeps no more of it. */
export const DeleteSoundRequest = z.strictObject({ sessionId: SessionId });

/** The largest integer of PostgreSQL, for counters of segments and changes. */
const MOST = 2 ** 31 - 1;
const Rev = z.number().int().nonnegative().max(MOST);
/** The revs up to which everything is known, by language: see `Since`. */
const Since = z.union([Rev, z.record(z.union([z.literal(""), LanguageTag]), Rev)]).default(0);

/**
 * Joins the session's rooms, then reads everything after `since` (0: all). `drafts`: the languages of drafts; absent:
 * all.
 */
export const JoinSessionRequest = z.strictObject({
  sessionId: SessionId,
  since: Since,
  drafts: z.array(LanguageTag).max(20).optional(),
});

/** Begins to speak. Without `take`, a new take begins; with it, that take continues after a lost connection. */
export const SpeakRequest = z.strictObject({
  sessionId: SessionId,
  take: Take.optional(),
  /** The person has paused on this page. */
  isPaused: z.boolean().default(false),
  /** The page continues after a reload, without a press. Refused as `paused` if the session is paused. */
  isUnasked: z.boolean().default(false),
  /** Only sound that an earlier page left follows. Refused as `occupied` while another page speaks in a later take. */
  isLeft: z.boolean().default(false),
});

/** One chunk of the take in which this socket speaks: as PCM in `sound`, or in `opus` as `protocol/opus.ts` packs it. */
export const ChunkRequest = z
  .strictObject({
    take: Take,
    n: N,
    /** How long ago its capture began, ms. Sent at the beginning of a take and after a pause. */
    age: z.number().int().nonnegative().max(LONGEST_AGE_MS).optional(),
    sound: z
      .custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength === CHUNK_BYTES, {
        error: `sound is not ${CHUNK_BYTES} bytes`,
      })
      .optional(),
    opus: z
      .instanceof(Uint8Array)
      .transform((bytes, context): readonly Uint8Array[] => {
        const packets = unpackOpus(bytes);
        if (typeof packets !== "string") return packets;
        context.issues.push({ code: "custom", message: packets, input: bytes });
        return z.NEVER;
      })
      .optional(),
  })
  .refine(({ sound, opus }) => (sound === undefined) !== (opus === undefined), { error: "give either sound or opus" });

/** Reports that chunks `from` to `to` are lost for good. A gap takes their place. */
export const LostRequest = z
  .strictObject({ take: Take, from: N, to: N })
  .refine(({ from, to }) => from <= to, { error: "from is after to" });

/** Ends the session after chunk `n - 1` of `after.take`; without `after`, after the last chunk that arrived. */
export const StopRequest = z.strictObject({
  sessionId: SessionId,
  after: z.strictObject({ take: Take, n: N }).optional(),
});

/** The page that speaks pauses or resumes. The session stays paused until its owner presses Resume. Readers are told. */
export const PauseRequest = z.strictObject({ isPaused: z.boolean() });

/** Continues a session that ended within the last hour: with its id, links and numbering. Its page then sends `speak`. */
export const ContinueSessionRequest = z.strictObject({ sessionId: SessionId });

/** Changes the spoken language, for the chunks that arrive after this. */
export const SpeakInRequest = z.strictObject({ sessionId: SessionId, lang: LanguageTag });

/** Replaces the whole list of target languages. */
export const TranslateIntoRequest = z.strictObject({
  sessionId: SessionId,
  targetLangs: TargetLangs,
});

/** Switches translation of drafts on or off. */
export const TranslateDraftsRequest = z.strictObject({ sessionId: SessionId, isOn: z.boolean() });

/** The text of a segment: one line, never empty. */
const LineText = z
  .string()
  .trim()
  .min(1)
  .max(MOST_LINE_LENGTH)
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u);

/** Empty: no name. */
const SpeakerName = z
  .string()
  .trim()
  .max(80)
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u);

/** The identity of a segment, with the part if it was split. */
const Line = z.strictObject({
  seq: z.number().int().positive().max(MOST),
  part: z.number().int().nonnegative().max(MOST_PARTS).default(0),
});
/** A segment, and its rev as the author of a change saw it. */
const SeenSegment = Line.extend({ expected: Rev });

/**
 * Replaces a segment's text and speaker, or with `lang` its translation. `expected`: the rev that it replaces; 0: there
 * is none.
 */
export const CorrectSegmentRequest = SeenSegment.extend({
  sessionId: SessionId,
  lang: z.optional(LanguageTag),
  text: LineText,
  /** Absent: unchanged. */
  speaker: SpeakerName.optional(),
});

/** Reads the texts that corrections replaced, newest first. */
export const EarlierTextsRequest = Line.extend({ sessionId: SessionId, lang: z.optional(LanguageTag) });

/** Reads where the uncertain words are in the segments from `fromSeq` on. */
export const UncertainWordsRequest = z.strictObject({ sessionId: SessionId, fromSeq: Line.shape.seq });

/** Splits a segment in two: `at` UTF-16 units of its text are before the cut. */
export const SplitSegmentRequest = SeenSegment.extend({ sessionId: SessionId, at: z.number().int().positive() });

/** Joins two consecutive segments. */
export const MergeSegmentsRequest = SeenSegment.extend({ sessionId: SessionId, next: SeenSegment });

/** Deletes a segment for good. */
export const DeleteSegmentRequest = SeenSegment.extend({ sessionId: SessionId });

export const DeleteSessionRequest = z.strictObject({ sessionId: SessionId });

const LinkId = z.string().regex(/^[A-Za-z0-9_-]{16}$/);

/** Makes a link. */
export const CreateLinkRequest = z.strictObject({
  sessionId: SessionId,
  label: z.string().default("").pipe(LinkLabel),
  original: z.boolean().default(true),
  /** Empty: every language of the session. */
  langs: z.array(LanguageTag).max(200).default([]),
  mayExport: z.boolean().default(false),
  /** Readers hear the stored sound. Refused for a link without the original. */
  mayHear: z.boolean().default(false),
  /** Null: none. */
  password: z.string().min(LEAST_PASSWORD).max(MOST_PASSWORD).nullable().default(null),
  lifetime: z.enum(Object.keys(LIFETIMES) as [Lifetime, ...Lifetime[]]).default("month"),
  /** Whether it gets a short code, which works for a day. */
  code: z.boolean().default(false),
});

/** Reads the links of a session, newest first. */
export const ListLinksRequest = z.strictObject({ sessionId: SessionId });
export const LabelLinkRequest = z.strictObject({ linkId: LinkId, label: LinkLabel });
/** Gives a link a new short code, which works for a day, or removes its code. */
export const GiveCodeRequest = z.strictObject({ linkId: LinkId, isOn: z.boolean() });
/** Revokes a link. Its readers are disconnected at once. */
export const RevokeLinkRequest = z.strictObject({ linkId: LinkId });
/** Restores a link that was revoked in the last 30 s (`RESTORABLE_SECONDS`), with its address, options and password. */
export const RestoreLinkRequest = z.strictObject({ linkId: LinkId });

/** A reader gives the password of the link. */
export const UnlockLinkRequest = z.strictObject({ password: z.string().min(1).max(MOST_PASSWORD) });

/** Reads the short code of the reader's own link. */
export const ReadCodeRequest = z.strictObject({});
/**
 * Joins the rooms of the best matching language (see `pickLanguage`) and returns everything after `since`. Sent again with
 * other languages to switch. `second`: also reads this language, for a caption screen.
 */
export const ReadLinkRequest = z.strictObject({
  wanted: WantedLanguages,
  second: z.optional(LanguageTag),
  since: Since,
});

/** Deletes everything of the person who asks; requires their password if they have one. */
export const DeleteOwnPersonRequest = z.strictObject({
  what: z.literal("everything"),
  password: z.string().max(1_000).default(""),
});

const PersonId = z.string().regex(/^[\w-]{1,100}$/);
/** Administrators block and unblock people, and remove them with all of their data. */
export const BlockRequest = z.strictObject({ userId: PersonId, isBlocked: z.boolean() });
export const DeletePersonRequest = z.strictObject({ userId: PersonId });

/** For administrators. `sessions`: the largest number of sessions in the answer. */
export const OverviewRequest = z.strictObject({ sessions: z.number().int().min(1).max(200) });

/** The `auth` of a reader's handshake. */
export const LinkHandshake = z.strictObject({
  /** The token of `/r/<token>`. */
  link: z.string().max(100),
  /** The pass of an earlier `link:unlock`, which replaces the password. */
  pass: z.string().max(100).optional(),
  /** The same for every connection of one opening of the page, which counts as one view. */
  opening: z.string().max(40).optional(),
});
