"use client";

import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Segment, Translation } from "#protocol/transcript";
import { languageName, ownLanguageName } from "../format/language";
import type { Line } from "../session/line";
import { useFormat } from "../wording/use-format";
import { useRefusalText } from "../wording/use-refusal-text";
import { type Field, saveFields } from "./save-fields";
import { TextField } from "./text-field";

type Props = {
  readonly sessionId: string;
  readonly line: Line | null;
  readonly segment: Segment;
  readonly langs: readonly string[];
  readonly translations: readonly (Translation | undefined)[];
  readonly onClose: () => void;
};

/** The line's text and its translations as fields. What is typed stays in them until it is stored. */
export function LineEditor({ sessionId, line, segment, langs, translations, onClose }: Props) {
  const t = useTranslations("correction");
  const tFrame = useTranslations("frame");
  const { locale } = useFormat();
  const refusalText = useRefusalText();
  const [fields, setFields] = useState<readonly Field[]>(() => [
    {
      ...fieldOf(undefined, segment.text, segment.rev),
      speaker: segment.speaker ?? "",
      shownSpeaker: segment.speaker ?? "",
    },
    ...langs.map((lang, at) => fieldOf(lang, translations[at]?.text ?? "", translations[at]?.rev ?? 0)),
  ]);
  const [state, setState] = useState<"none" | "saving" | string>("none");

  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    setState("saving");
    const outcome = await saveFields(line, { sessionId, seq: segment.seq }, fields);
    setFields(outcome.fields);
    if (outcome.refusal === null) onClose();
    else setState(outcome.refusal.kind === "edited" ? t("conflict") : refusalText(outcome.refusal));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
  };

  return (
    <form className="editor" onSubmit={(event) => void save(event)} onKeyDown={onKeyDown}>
      <SpeakerField
        name={fields[0]?.speaker ?? ""}
        onName={(speaker) => setFields(fields.map((field, at) => (at === 0 ? { ...field, speaker } : field)))}
      />
      {fields.map((field, at) => (
        <TextField
          key={field.lang ?? ""}
          sessionId={sessionId}
          line={line}
          seq={segment.seq}
          field={field}
          spokenLang={segment.lang}
          isFirst={at === 0}
          label={
            field.lang === undefined
              ? t("originalIn", { language: languageName(segment.lang, locale) })
              : t("translationIn", { language: ownLanguageName(field.lang) })
          }
          onText={(text) => setFields(fields.map((other, index) => (index === at ? { ...other, text } : other)))}
        />
      ))}
      <p className="wrong" role="alert">
        {state !== "none" && state !== "saving" && state}
      </p>
      <div className="row">
        <button className="btn btn-ink" type="submit" disabled={state === "saving"}>
          {state === "saving" ? t("saving") : t("save")}
        </button>
        <button className="btn btn-quiet" type="button" onClick={onClose}>
          {tFrame("cancel")}
        </button>
      </div>
    </form>
  );
}

function SpeakerField({ name, onName }: { name: string; onName: (name: string) => void }) {
  const t = useTranslations("correction");
  const id = useId();
  return (
    <div>
      <label className="label" htmlFor={id}>
        {t("speaker")}
      </label>
      <input
        id={id}
        className="input"
        value={name}
        maxLength={80}
        autoComplete="off"
        onChange={(event) => onName(event.target.value)}
      />
    </div>
  );
}

function fieldOf(lang: string | undefined, text: string, rev: number): Field {
  return { lang, text, shown: text, expected: rev };
}
