"use client";

import { draftOf, type Transcript } from "#protocol/reduce";
import type { PublicView } from "#protocol/session";
import { direction } from "../format/direction";
import { useWords } from "../wording/use-words";

/** What is being said now, outside the log: it is rewritten many times, and nobody wants that read out. */
export function DraftBlock(props: {
  transcript: Transcript<PublicView>;
  sourceLang: string;
  langs: readonly string[];
  caret: boolean;
  /** False: only its translations are shown. */
  hasOriginal?: boolean;
  hasTime?: boolean;
}) {
  const t = useWords("live");
  const { transcript, sourceLang, hasOriginal = true, hasTime = true } = props;
  const original = hasOriginal ? draftOf(transcript) : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div className="draft" role="group" aria-label={t("draft")} aria-live="off">
      {hasTime && <span className="time">{original && t("now")}</span>}
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
