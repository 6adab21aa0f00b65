"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import { AskBeforeClosing } from "../frame/ask-before-closing";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { InputField } from "../frame/input-field";
import { useForm } from "../frame/use-form";
import { type Titled, useTitle } from "../session-title/session-title";
import { rename } from "./rename-action";
import { tagsIn } from "./tags";
import { TagsField } from "./tags-field";

/** @param onClose called with the new title, or null when nothing was changed */
export function RenameDialog(props: {
  session: SessionView & Titled;
  tags?: readonly string[];
  onClose: (title: string | null) => void;
}) {
  const t = useTranslations("session");
  const titleOf = useTitle();
  const [title, setTitle] = useState(props.session.title);
  const storedTags = props.tags?.join(", ");
  const [tags, setTags] = useState(storedTags);

  const form = useForm<"title">(async () => {
    // A rejected action means a broken connection; the fields keep their values.
    const answer = await rename({
      sessionId: props.session.id,
      title,
      ...(tags !== undefined && { tags: tagsIn(tags) }),
    }).catch(() => "not-renamed" as const);
    if (answer === "wrong") return { title: t("titleWrong") };
    if (answer === "not-renamed") return { form: t("notSaved") };
    props.onClose(title.trim());
    return null;
  });

  return (
    <Dialog title={t("renameTitle")} onClose={() => props.onClose(null)}>
      <AskBeforeClosing when={title.trim() !== props.session.title || tags !== storedTags} />
      <form {...form.props}>
        <InputField
          label={t("titleLabel")}
          value={title}
          maxLength={200}
          placeholder={titleOf({ ...props.session, title: "" })}
          autoComplete="off"
          wrong={form.wrong.title}
          onChange={(event) => setTitle(event.target.value)}
        />
        {tags !== undefined && <TagsField tags={tags} onTags={setTags} />}
        <FormEnd wrong={form.wrong.form ?? null} onCancel={() => props.onClose(null)}>
          <button className="btn btn-ink" type="submit" aria-disabled={form.isWorking}>
            {form.isWorking ? t("saving") : t("save")}
          </button>
        </FormEnd>
      </form>
    </Dialog>
  );
}
