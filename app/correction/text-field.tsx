"use client";

import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { MOST_LINE_LENGTH } from "#protocol/line-text";
import type { EarlierText } from "#protocol/requests";
import type { Connection } from "../connection/connection";
import { direction } from "../format/direction";
import type { Field, WrittenLine } from "./save-fields";

type Props = {
  readonly connection: Connection | null;
  readonly written: WrittenLine;
  readonly field: Field;
  readonly spokenLang: string;
  /** The ref of the first field, which gets the focus. */
  readonly area?: RefObject<HTMLTextAreaElement | null> | undefined;
  readonly label: string;
  readonly onText: (text: string) => void;
};

/** A field for one text, with its earlier texts, each of which can be brought back into the field. */
export function TextField({ connection, written, field, spokenLang, area, label, onText }: Props) {
  const t = useTranslations("correction");
  const id = useId();
  const [earlier, setEarlier] = useState<readonly EarlierText[] | null>(null);
  const { lang = spokenLang } = field;
  useEffect(() => area?.current?.focus(), [area]);
  const list = useRef<HTMLUListElement>(null);
  // The button that had the focus is gone.
  useEffect(() => {
    if (earlier !== null) list.current?.focus();
  }, [earlier]);
  const show = async () => {
    const answer = await connection?.ask("earlier", {
      ...written,
      ...(field.lang !== undefined && { lang: field.lang }),
    });
    setEarlier(answer?.ok ? answer.texts : []);
  };
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <textarea
        ref={area}
        id={id}
        className={field.lang === undefined ? "input" : "input large"}
        rows={2}
        maxLength={MOST_LINE_LENGTH}
        lang={lang}
        dir={direction(lang)}
        value={field.text}
        onChange={(event) => onText(event.target.value)}
      />
      {earlier === null ? (
        <button type="button" className="btn btn-quiet" onClick={() => void show()}>
          {t("earlier")}
        </button>
      ) : (
        <ul className="earlier" ref={list} tabIndex={-1} aria-label={t("earlier")}>
          {earlier.length === 0 && <li className="hint">{t("noEarlier")}</li>}
          {earlier.map(({ text, rev }) => (
            <li key={rev}>
              <span lang={lang}>{text}</span>
              <button type="button" className="btn btn-quiet" onClick={() => onText(text)}>
                {t("bringBack")}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
