import * as z from "zod/mini";
import { EXPORT_FORMATS } from "./export-formats";
import { LanguageTag, type PublicView } from "./session";
import type { Word } from "./transcript";

const Switch = z.stringbool({ truthy: ["1"], falsy: ["0"] });

/** The longest offset of a file's times, either way: a day. */
export const LONGEST_OFFSET_MS = 86_400_000;

/** The options of an export, as in the query of its URL. JSON always holds everything. */
export const ExportChoice = z.object({
  format: z.enum(EXPORT_FORMATS),
  /** The language of the text; absent: as spoken. */
  lang: z.optional(LanguageTag),
  /** Whether the original is above its translation. */
  original: z._default(Switch, false),
  /** Subtitles always have times. */
  times: z._default(Switch, true),
  speakers: z._default(Switch, true),
  /** `spoken`: the session's clock, which stops in a pause; `recording`: a clock that never stops. */
  clock: z._default(z.enum(["spoken", "recording"]), "spoken"),
  /** Added to every time, ms; negative if the recording began after the session. */
  offset: z._default(z.coerce.number().check(z.int(), z.minimum(-LONGEST_OFFSET_MS), z.maximum(LONGEST_OFFSET_MS)), 0),
});
export type ExportChoice = z.infer<typeof ExportChoice>;

/** One committed segment of a session, with its translations by language. Times in ms on the session's clock. */
export type ExportedSegment = {
  readonly seq: number;
  /** Distinguishes the parts of a split segment; else 0. */
  readonly part: number;
  readonly kind: "speech" | "gap";
  readonly startMs: number;
  readonly endMs: number;
  /** Of a pause: its length, which the session's clock leaves out; else null. */
  readonly pauseMs: number | null;
  readonly lang: string;
  readonly speaker: string | null;
  readonly text: string;
  /** Null if the engine gave no word times. */
  readonly words: readonly Word[] | null;
  readonly translations: Readonly<Record<string, string>>;
};

export type ExportedSession = { readonly session: PublicView; readonly lines: readonly ExportedSegment[] };

/** The path of an export, below the site's address. */
export function exportPath(sessionId: string, choice: z.input<typeof ExportChoice>): `/${string}` {
  return `/api/sessions/${sessionId}/export?${queryOf(choice)}`;
}

/** The same for the page that shows a session as paragraphs, to read and to print. */
export function printPath(sessionId: string, choice: Omit<z.input<typeof ExportChoice>, "format">): `/${string}` {
  return `/sessions/${sessionId}/print?${queryOf(choice)}`;
}

function queryOf(choice: object): URLSearchParams {
  return new URLSearchParams(
    Object.entries(choice).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
