import { draftOfSegment, type Transcript, translationKey } from "#protocol/reduce";
import type { PublicView } from "#protocol/session";
import type { Segment, Translation } from "#protocol/transcript";

/** The texts of a segment in the languages to show, in their order: translations, and drafts of those that are missing. */
export type SegmentTexts = {
  readonly translations: readonly (Translation | undefined)[];
  readonly drafted: readonly (string | undefined)[];
};

/** The source of the texts of segments. */
export type TextSource = {
  readonly transcript: Transcript<PublicView>;
  /** The translations to show; by default all of the transcript. */
  readonly translations?: ReadonlyMap<string, Translation>;
};

export function segmentTexts(
  { transcript, translations = transcript.translations }: TextSource,
  segment: Segment,
  langs: readonly string[],
): SegmentTexts {
  const found = langs.map((lang) => translations.get(translationKey(segment, lang)));
  return {
    translations: found,
    drafted: langs.map((lang, index) => (found[index] ? undefined : draftOfSegment(transcript, segment, lang)?.text)),
  };
}
