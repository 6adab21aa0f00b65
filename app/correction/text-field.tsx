"use client";

import { type Ref, useId } from "react";
import { MOST_LINE_LENGTH } from "#protocol/line-text";
import { direction } from "../format/direction";
import type { Field } from "./save-fields";

type Props = {
  readonly field: Field;
  readonly spokenLang: string;
  readonly area?: Ref<HTMLTextAreaElement> | undefined;
  readonly label: string;
  readonly onText: (text: string) => void;
};

/** A field for one text, as high as its text. */
export function TextField({ field, spokenLang, area, label, onText }: Props) {
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
      >
        <textarea
          ref={area}
          id={id}
          className="input"
          rows={1}
          maxLength={MOST_LINE_LENGTH}
          value={field.text}
          onChange={(event) => onText(event.target.value)}
        />
      </div>
    </div>
  );
}
