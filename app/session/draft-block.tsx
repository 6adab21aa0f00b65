"use client";

import { draftOf, type Transcript } from "#protocol/reduce";
import { direction } from "../format/language";
import { useWords } from "../wording/use-words";

/** What is being said now, outside the log: it is rewritten many times, and nobody wants that read out. */
export function DraftBlock(props: {
  transcript: Transcript;
  sourceLang: string;
  langs: readonly string[];
  caret: boolean;
}) {
  const t = useWords("live");
  const { transcript, sourceLang } = props;
  const original = draftOf(transcript);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div className="draft" role="group" aria-label={t("draft")} aria-live="off">
      <span className="time">{original && t("now")}</span>
      <div>
        {original && (
          <p className="original" lang={sourceLang} dir={direction(sourceLang)}>
            {original.text}
            {props.caret && <span className="caret" />}
          </p>
        )}
        {props.langs.map((lang) => {
          const draft = draftOf(transcript, lang);
          return (
            draft && (
              <p key={lang} className="translation" lang={lang} dir={direction(lang)}>
                {draft.text}
              </p>
            )
          );
        })}
      </div>
    </div>
  );
}
