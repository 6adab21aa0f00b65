"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import { MOST_LABEL } from "#protocol/share";
import { useRefusalText } from "../wording/use-refusal-text";

type Props = {
  readonly label: string;
  readonly onSave: (label: string) => Promise<Refusal | null>;
  readonly onClose: () => void;
};

/** Another name for a link, in its place. What is typed stays where it could not be stored. */
export function LinkLabelForm({ label, onSave, onClose }: Props) {
  const t = useTranslations("share");
  const tSession = useTranslations("session");
  const tFrame = useTranslations("frame");
  const refusalText = useRefusalText();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(label);
  const [isSaving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => field.current?.select(), []);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isSaving) return;
    setSaving(true);
    const answer = await onSave(text.trim());
    setSaving(false);
    setRefusal(answer);
    if (answer === null) onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // The dialog around it stays open.
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <form className="label-form" onSubmit={(event) => void save(event)} onKeyDown={onKeyDown}>
      <label className="label" htmlFor={id}>
        {t("label")}
      </label>
      <input
        ref={field}
        id={id}
        className="input"
        value={text}
        maxLength={MOST_LABEL}
        placeholder={t("labelHint")}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      <p className="wrong" role="alert">
        {refusal && refusalText(refusal)}
      </p>
      <div className="acts">
        <button className="btn btn-ink" type="submit" aria-disabled={isSaving}>
          {tSession(isSaving ? "saving" : "save")}
        </button>
        <button className="btn btn-quiet" type="button" onClick={onClose}>
          {tFrame("cancel")}
        </button>
      </div>
    </form>
  );
}
