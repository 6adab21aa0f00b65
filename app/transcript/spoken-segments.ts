import { draftOf, type Transcript } from "#protocol/reduce";
import type { PublicView } from "#protocol/session";
import type { Draft, Segment } from "#protocol/transcript";

/**
 * The segments below the log: those that have not entered it, followed by a segment that only has a draft, since none of
 * its words is settled.
 * @param waiting the segments below the log, in their order
 */
export function spokenSegments(
  transcript: Transcript<PublicView>,
  waiting: readonly Segment[],
  { langs, sourceLang }: { langs: readonly string[]; sourceLang: string },
): readonly Segment[] {
  const draft = newestDraft(transcript, langs);
  if (!draft || [...transcript.segments.values()].some(({ seq }) => seq === draft.seq)) return waiting;
  const { seq, startMs } = draft;
  const begun: Segment = {
    seq,
    rev: 0,
    kind: "speech",
    text: "",
    lang: sourceLang,
    startMs,
    endMs: startMs,
    confidence: null,
    open: true,
  };
  return [...waiting, begun].sort((a, b) => a.seq - b.seq);
}

/** Readers without the original hear of translated drafts only; for all others a sentence begins with its original. */
function newestDraft(transcript: Transcript<PublicView>, langs: readonly string[]): Draft | null {
  const hearsOriginal = [...transcript.drafts.values()].some(({ lang }) => lang === undefined);
  if (hearsOriginal) return draftOf(transcript);
  const drafts = langs.flatMap((lang) => draftOf(transcript, lang) ?? []);
  return drafts.toSorted((a, b) => b.seq - a.seq)[0] ?? null;
}
