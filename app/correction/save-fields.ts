import type { Refusal } from "#protocol/refusal";
import type { SegmentId } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import type { Connection } from "../connection/connection";
import { askWhenConnected } from "../connection/until-connected";
import { asStored } from "./cut-at-caret";

/** The line that is being edited. */
export type SegmentRef = SegmentId & { readonly sessionId: string };

/** A text that is being edited. */
export type Field = {
  /** Undefined: as it was said. */
  readonly lang: string | undefined;
  readonly text: string;
  /** The text that the author saw at first, and its rev. */
  readonly shown: string;
  readonly expected: number;
  /** The name of the speaker, and the name at first; undefined for a translation. */
  readonly speaker?: string;
  readonly shownSpeaker?: string;
};

/** The field of the line as it was said, and of its speaker. */
export function lineField({ text, rev, speaker = "" }: Segment): Field {
  return { ...fieldOf(undefined, text, rev), speaker, shownSpeaker: speaker };
}

export function fieldOf(lang: string | undefined, text: string, rev: number): Field {
  return { lang, text, shown: text, expected: rev };
}

/** Whether a field holds text that is not stored. */
export function isChangedField({ text, shown, speaker, shownSpeaker }: Field): boolean {
  const isTyped = text !== shown && asStored(text) !== shown;
  return isTyped || (speaker !== undefined && speaker.trim() !== shownSpeaker);
}

export type Saved = {
  /** The fields for the next try: `shown` is the present text if another person changed it meanwhile. */
  readonly fields: readonly Field[];
  /** Null: everything is stored. */
  readonly refusal: Refusal | null;
};

/**
 * Stores the fields that were changed, one after the other, and stops at the first that is refused. Translations come
 * before their line, since a stored line makes the engine translate anew wherever no human did. If another person changed the
 * text meanwhile, the field keeps the typed text and takes the new rev, so that a second save replaces the text.
 */
export async function saveFields(
  connection: Connection | null,
  key: SegmentRef,
  fields: readonly Field[],
): Promise<Saved> {
  const saved = [...fields];
  const translationsFirst = [...fields.entries()].sort(([, a], [, b]) => Number(!a.lang) - Number(!b.lang));
  for (const [at, field] of translationsFirst) {
    const text = asStored(field.text);
    const speaker = field.speaker?.trim();
    const isNamed = speaker !== undefined && speaker !== field.shownSpeaker;
    if ((text === field.shown && !isNamed) || (text === "" && field.lang !== undefined && field.expected === 0))
      continue;
    const { lang, expected } = field;
    const answer = await askWhenConnected(connection, "segment:correct", {
      ...key,
      text,
      expected,
      ...(lang !== undefined && { lang }),
      ...(isNamed && { speaker }),
    });
    if (!answer) return { fields: saved, refusal: { kind: "unavailable" } };
    if (answer.ok) {
      saved[at] = { ...field, text, shown: text, expected: answer.rev, ...(isNamed && { shownSpeaker: speaker }) };
    } else {
      const { refusal } = answer;
      if (refusal.kind === "edited") {
        // An author who changed only the speaker's name must not bring back an old text.
        const isTyped = text !== field.shown;
        saved[at] = {
          ...field,
          ...(!isTyped && { text: refusal.text }),
          shown: refusal.text,
          expected: refusal.rev,
        };
      }
      return { fields: saved, refusal };
    }
  }
  return { fields: saved, refusal: null };
}
