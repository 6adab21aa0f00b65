"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import { MOST_LABEL } from "#protocol/share";
import { FormEnd } from "../frame/form-end";
import { InputField } from "../frame/input-field";
import { useRefusalText } from "../wording/use-refusal-text";

type Props = {
  readonly label: string;
  readonly onSave: (label: string) => Promise<Refusal | null>;
  readonly onClose: () => void;
};

/** Renames a link in its row. After a failure the field keeps its value. */
export function LinkLabelForm({ label, onSave, onClose }: Props) {
  const t = useTranslations("share");
  const tSession = useTranslations("session");
  const refusalText = useRefusalText();
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
    // Escape closes only this form, not the dialog around it.
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <form className="label-form" onSubmit={(event) => void save(event)} onKeyDown={onKeyDown}>
      <InputField
        ref={field}
        label={t("label")}
        value={text}
        maxLength={MOST_LABEL}
        placeholder={t("labelHint")}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      <FormEnd wrong={refusal && refusalText(refusal)} onCancel={onClose}>
        <button className="btn btn-ink" type="submit" aria-disabled={isSaving}>
          {tSession(isSaving ? "saving" : "save")}
        </button>
      </FormEnd>
    </form>
  );
}
