import { draftOf, isBehind, segmentsInOrder, type Transcript, translationKey } from "#protocol/reduce";
import { segmentKey } from "#protocol/segment-id";
import type { SessionState } from "#protocol/session";
import { isOver } from "#protocol/session-over";
import type { Draft, Segment, Translation } from "#protocol/transcript";

/**
 * One line of --json, with the keys in this order. A segment is repeated with each change, and is `open` while it is
 * spoken.
 */
export type Caption =
  | { type: "session"; id: string }
  | { type: "draft"; seq: number; text: string; lang?: string }
  | { type: "segment"; seq: number; text: string; startMs: number; endMs: number; rev: number; open?: true }
  | { type: "translation"; seq: number; lang: string; text: string; rev: number }
  | { type: "ended"; state: SessionState };

/** Prints the news of a growing transcript: each item once, and again when it changes. */
export class Captions {
  readonly #tell: (caption: Caption) => void;
  readonly #segments = new Map<string, number>();
  readonly #translations = new Map<string, number>();
  readonly #drafts = new Map<string, Draft>();

  constructor(tell: (caption: Caption) => void) {
    this.#tell = tell;
  }

  show(transcript: Transcript): void {
    for (const segment of segmentsInOrder(transcript)) this.#segment(segment);
    // A translation may arrive before its segment; it is printed after it.
    for (const translation of transcript.translations.values()) {
      if (transcript.segments.has(segmentKey(translation))) this.#translation(translation);
    }
    const langs = new Set([...transcript.drafts.values()].map(({ lang = "" }) => lang));
    for (const lang of langs) this.#draft(lang, draftOf(transcript, lang));
  }

  #segment({ seq, part, text, startMs, endMs, rev, open }: Segment): void {
    const key = segmentKey({ seq, part });
    if (this.#segments.get(key) === rev) return;
    this.#segments.set(key, rev);
    this.#tell({ type: "segment", seq, text, startMs, endMs, rev, ...(open && { open }) });
  }

  #translation({ seq, part, lang, text, rev }: Translation): void {
    const key = translationKey({ seq, part }, lang);
    if (this.#translations.get(key) === rev) return;
    this.#translations.set(key, rev);
    this.#tell({ type: "translation", seq, lang, text, rev });
  }

  #draft(lang: string, draft: Draft | null): void {
    const told = this.#drafts.get(lang);
    if (!draft || (told?.seq === draft.seq && told.text === draft.text)) return;
    this.#drafts.set(lang, draft);
    this.#tell({ type: "draft", seq: draft.seq, text: draft.text, ...(draft.lang && { lang: draft.lang }) });
  }
}

/** Whether the session is over, no segment is open, and every segment is translated into every language. */
export function isComplete(transcript: Transcript): boolean {
  const { session, segments, translations } = transcript;
  if (!session || !isOver(session.state) || isBehind(transcript)) return false;
  return [...segments.values()]
    .filter(({ text }) => text !== "")
    .every((line) => !line.open && session.targetLangs.every((lang) => translations.has(translationKey(line, lang))));
}
