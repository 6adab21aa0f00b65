"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import { MOST_LABEL } from "#protocol/share";
import { AskBeforeClosing } from "../frame/ask-before-closing";
import { DiscardDialog } from "../frame/discard-dialog";
import { FormEnd } from "../frame/form-end";
import { InputField } from "../frame/input-field";
import { isInputMethodKey } from "../frame/input-method";
import { useForm } from "../frame/use-form";
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
  const [asksDiscard, setAsksDiscard] = useState(false);
  const isChanged = text.trim() !== label;
  useEffect(() => field.current?.select(), []);

  const form = useForm<never>(async () => {
    const refusal = await onSave(text.trim());
    if (refusal) return { form: refusalText(refusal) };
    onClose();
    return null;
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || isInputMethodKey(event.nativeEvent)) return;
    // Escape closes only this form, not the dialog around it.
    event.preventDefault();
    event.stopPropagation();
    if (isChanged) setAsksDiscard(true);
    else onClose();
  };
  return (
    <>
      <form {...form.props} className="label-form" onKeyDown={onKeyDown}>
        <InputField
          ref={field}
          label={t("label")}
          value={text}
          maxLength={MOST_LABEL}
          placeholder={t("labelHint")}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
        <FormEnd wrong={form.wrong.form ?? null} onCancel={onClose}>
          <button className="btn btn-ink" type="submit" aria-disabled={form.isWorking}>
            {tSession(form.isWorking ? "saving" : "save")}
          </button>
        </FormEnd>
      </form>
      <AskBeforeClosing when={isChanged} />
      {asksDiscard && <DiscardDialog onKeep={() => setAsksDiscard(false)} onDiscard={onClose} />}
    </>
  );
}
