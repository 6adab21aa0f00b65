"use client";

import { useTranslations } from "use-intl/react";
import { InputField } from "../frame/input-field";

/** Tags of a session, separated by commas. */
export function TagsField({ tags, onTags }: { tags: string; onTags: (tags: string) => void }) {
  const t = useTranslations("history");
  return (
    <InputField
      label={t("tags")}
      hint={t("tagsHint")}
      value={tags}
      maxLength={400}
      autoComplete="off"
      onChange={(event) => onTags(event.target.value)}
    />
  );
}
