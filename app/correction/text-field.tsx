"use client";

import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { EarlierText } from "#protocol/requests";
import { direction } from "../format/direction";
import type { Line } from "../session/line";
import type { Field } from "./save-fields";

type Props = {
  readonly sessionId: string;
  readonly line: Line | null;
  readonly seq: number;
  readonly field: Field;
  readonly spokenLang: string;
  readonly isFirst: boolean;
  readonly label: string;
  readonly onText: (text: string) => void;
};

/** One text to write, with the ones that stood there before: any of them is brought back into the field. */
export function TextField({ sessionId, line, seq, field, spokenLang, isFirst, label, onText }: Props) {
  const t = useTranslations("correction");
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [earlier, setEarlier] = useState<readonly EarlierText[] | null>(null);
  const { lang = spokenLang } = field;
  useEffect(() => {
    if (isFirst) area.current?.focus();
  }, [isFirst]);
  const show = async () => {
    const answer = await line?.ask("earlier", {
      sessionId,
      seq,
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
        maxLength={4_000}
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
        <ul className="earlier" aria-label={t("earlier")}>
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
