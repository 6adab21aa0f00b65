"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { InputField } from "../frame/input-field";
import { type Titled, useTitle } from "../past-session/session-words";
import { type RenameResult, rename } from "./rename-action";
import { tagsIn } from "./tags";
import { TagsField } from "./tags-field";

/** @param onClose hears the new title, or null when nothing was changed */
export function RenameDialog(props: {
  session: SessionView & Titled;
  tags?: readonly string[];
  onClose: (title: string | null) => void;
}) {
  const t = useTranslations("session");
  const titleOf = useTitle();
  const [title, setTitle] = useState(props.session.title);
  const [tags, setTags] = useState(props.tags?.join(", "));
  const [result, setResult] = useState<RenameResult | "asking" | null>(null);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setResult("asking");
    // A rejected action means a broken connection; the fields keep their values.
    const answer = await rename({
      sessionId: props.session.id,
      title,
      ...(tags !== undefined && { tags: tagsIn(tags) }),
    }).catch(() => "not-renamed" as const);
    setResult(answer);
    if (answer === "renamed") props.onClose(title.trim());
  };

  const wrong = result === "wrong" ? t("titleWrong") : result === "not-renamed" ? t("notSaved") : null;
  return (
    <Dialog title={t("renameTitle")} onClose={() => props.onClose(null)}>
      <form onSubmit={(event) => void save(event)}>
        <InputField
          label={t("titleLabel")}
          value={title}
          maxLength={200}
          placeholder={titleOf({ ...props.session, title: "" })}
          autoComplete="off"
          wrong={wrong}
          onChange={(event) => setTitle(event.target.value)}
        />
        {tags !== undefined && <TagsField tags={tags} onTags={setTags} />}
        <FormEnd onCancel={() => props.onClose(null)}>
          <button className="btn btn-ink" type="submit" disabled={result === "asking"}>
            {result === "asking" ? t("saving") : t("save")}
          </button>
        </FormEnd>
      </form>
    </Dialog>
  );
}
