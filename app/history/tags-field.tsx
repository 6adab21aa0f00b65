"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";

/** Tags of a session, written with commas between. */
export function TagsField({ tags, onTags }: { tags: string; onTags: (tags: string) => void }) {
  const t = useTranslations("history");
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t("tags")}</label>
      <input
        id={id}
        className="input"
        value={tags}
        maxLength={400}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        onChange={(event) => onTags(event.target.value)}
      />
      <p id={`${id}-hint`} className="hint">
        {t("tagsHint")}
      </p>
    </div>
  );
}
