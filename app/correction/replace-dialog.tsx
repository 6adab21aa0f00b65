"use client";

import { type FormEvent, useMemo, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Segment, Translation } from "#protocol/transcript";
import type { Connection } from "../connection/connection";
import { AskBeforeClosing } from "../frame/ask-before-closing";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { InputField } from "../frame/input-field";
import { Switch } from "../frame/switch";
import { type Corrected, correctAll } from "./correct-all";
import type { ReplacedWords } from "./replaced-words";
import { replacements } from "./replacing";

type Props = {
  readonly sessionId: string;
  readonly connection: Connection | null;
  readonly segments: readonly Segment[];
  readonly translations: ReadonlyMap<string, Translation>;
  /** The first words to find and their replacement. */
  readonly words?: ReplacedWords | null;
  readonly onClose: () => void;
};

/** Corrects a name or a term everywhere in the lines and in their translations. */
export function ReplaceDialog({ sessionId, connection, segments, translations, words = null, onClose }: Props) {
  const t = useTranslations("correction");
  const [find, setFind] = useState(words?.find ?? "");
  const [by, setBy] = useState(words?.by ?? "");
  const [isExact, setExact] = useState(false);
  const [isWhole, setWhole] = useState(words !== null);
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<Corrected | null>(null);
  const wanted = useMemo(
    () => replacements(segments, translations, { find, by, isExact, isWhole }),
    [segments, translations, find, by, isExact, isWhole],
  );
  const places = wanted.reduce((sum, one) => sum + one.places, 0);
  const replace = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || wanted.length === 0) return;
    setBusy(true);
    const corrections = wanted.map(({ places: _, ...correction }) => correction);
    setDone(await correctAll(connection, sessionId, corrections));
    setBusy(false);
  };
  const told =
    done === null ? t("found", { places, texts: String(wanted.length) }) : t("replaced", { texts: done.changed });
  return (
    <Dialog title={t("replaceTitle")} onClose={onClose}>
      <AskBeforeClosing when={done === null && (find !== (words?.find ?? "") || by !== (words?.by ?? ""))} />
      <form onSubmit={(event) => void replace(event)} onChange={() => setDone(null)}>
        <Words label={t("find")} text={find} onText={setFind} />
        <Words label={t("replaceBy")} text={by} onText={setBy} />
        <Switch on={isExact} onChange={setExact}>
          {t("exact")}
        </Switch>
        <Switch on={isWhole} onChange={setWhole}>
          {t("whole")}
        </Switch>
        <p className="hint" role="status">
          {find !== "" && <span>{told}</span>}
          {done !== null && done.kept > 0 && <span>{` ${t("kept", { texts: done.kept })}`}</span>}
        </p>
        <FormEnd
          wrong={done?.isWhole === false && t("brokeOff")}
          onCancel={onClose}
          {...(done !== null && { cancel: t("close") })}
        >
          <button className="btn btn-ink" type="submit" disabled={isBusy || wanted.length === 0}>
            {t(isBusy ? "replacing" : "replace")}
          </button>
        </FormEnd>
      </form>
    </Dialog>
  );
}

function Words(props: { label: string; text: string; onText: (text: string) => void }) {
  return (
    <InputField
      label={props.label}
      value={props.text}
      maxLength={200}
      autoComplete="off"
      onChange={(event) => props.onText(event.target.value)}
    />
  );
}
