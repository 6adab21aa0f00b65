import type { LinePlace } from "#protocol/line-place";
import type { Refusal } from "#protocol/refusal";
import type { Connection } from "../connection/connection";
import { asStored } from "./cut-at-caret";

/** Which line is being written. */
export type WrittenLine = LinePlace & { readonly sessionId: string };

/** A text that is being written. */
export type Field = {
  /** Undefined: as it was said. */
  readonly lang: string | undefined;
  readonly text: string;
  /** What stood there when its author began, and its rev. */
  readonly shown: string;
  readonly expected: number;
  /** Who said it, and who it was said by before; of a translation undefined. */
  readonly speaker?: string;
  readonly shownSpeaker?: string;
};

export type Saved = {
  /** As they have to be sent next: a text that somebody changed meanwhile is `shown` now. */
  readonly fields: readonly Field[];
  /** Null: everything is stored. */
  readonly refusal: Refusal | null;
};

/**
 * Stores the fields that were changed, one after the other, and stops at the first that is refused. Translations come
 * before their line: once that is stored the machine makes those again that no human wrote. Where somebody else was
 * there before, the field keeps what was typed and learns the rev that it would write over: a second save does.
 */
export async function saveFields(
  connection: Connection | null,
  key: WrittenLine,
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
    const answer = await connection?.ask("correct", {
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
        // Whoever changed only the speaker's name does not mean to bring an old text back.
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
