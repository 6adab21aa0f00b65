"use client";

import { type Ref, useId } from "react";
import { useTranslations } from "use-intl/react";
import { MOST_LINE_LENGTH } from "#protocol/line-text";
import { direction } from "../format/direction";
import { languageNameInside } from "../format/language";
import { useFormat } from "../wording/use-format";
import type { Field } from "./save-fields";

type Props = {
  readonly field: Field;
  readonly spokenLang: string;
  readonly area?: Ref<HTMLTextAreaElement> | undefined;
  readonly label: string;
  /** Below the field. */
  readonly hint?: string | null;
  readonly onText: (text: string) => void;
  /** A press with Alt, after which the cursor is where it was pressed. */
  readonly onAltClick?: (() => void) | undefined;
};

/** A field for one text, as high as its text. */
export function TextField({ field, spokenLang, area, label, hint = null, onText, onAltClick }: Props) {
  const id = useId();
  const { lang = spokenLang } = field;
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {/* The style sheet draws the text a second time, invisibly, and gives its height to the field. */}
      <div
        className={field.lang === undefined ? "grow" : "grow large"}
        data-text={field.text}
        lang={lang}
        dir={direction(lang)}
        translate="no"
      >
        <textarea
          ref={area}
          id={id}
          className="input"
          rows={1}
          maxLength={MOST_LINE_LENGTH}
          aria-describedby={hint === null ? undefined : `${id}-hint`}
          value={field.text}
          onChange={(event) => onText(event.target.value)}
          onClick={({ altKey }) => altKey && onAltClick?.()}
        />
      </div>
      {hint !== null && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** The labels of a line's fields, in their order. */
export function useFieldLabels(spokenLang: string, fields: readonly Field[]): readonly string[] {
  const t = useTranslations("correction");
  const { locale } = useFormat();
  return fields.map(({ lang }) =>
    lang === undefined
      ? t("originalIn", { language: languageNameInside(spokenLang, locale) })
      : t("translationIn", { language: languageNameInside(lang, locale) }),
  );
}
