"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { isReadable, writtenLanguages } from "#protocol/languages";
import type { Refusal } from "#protocol/refusal";
import type { SessionView } from "#protocol/session";
import { Dialog } from "../frame/dialog";
import { type Ask, refusalIn } from "../share/use-links";
import { useRefusalText } from "../wording/use-refusal-text";
import type { LanguageChoices } from "./language-choices";
import { SpokenField } from "./spoken-field";
import { TargetsField } from "./targets-field";

type Props = {
  readonly session: SessionView;
  readonly languageChoices: LanguageChoices;
  readonly ask: Ask;
  readonly onClose: () => void;
};

type Change = { readonly spoken: string; readonly targets: readonly string[] };

/**
 * How long a pressed choice waits for the session's message after its answer, ms. The message does not come if another page
 * has changed the languages since.
 */
const LATE_MESSAGE_MS = 5_000;

function isApplied({ spoken, targets }: Change, { sourceLang, targetLangs }: SessionView): boolean {
  return spoken === sourceLang && targets.join() === targetLangs.join();
}

/** Changes the languages of a live session. Each change applies at once. */
export function LanguagesDialog({ session, languageChoices, ask, onClose }: Props) {
  const t = useTranslations("languages");
  const refusalText = useRefusalText();
  const [pressed, setPressed] = useState<Change | null>(null);
  if (pressed && isApplied(pressed, session)) setPressed(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const { spoken, targets } = pressed ?? { spoken: session.sourceLang, targets: session.targetLangs };
  const written = [...new Set([...writtenLanguages(languageChoices.translator, spoken), ...targets])];

  const make = async (change: Change, act: () => Promise<Refusal | null>) => {
    setWrong(null);
    setPressed(change);
    const refusal = await act();
    const forget = () => setPressed((last) => (last === change ? null : last));
    // The answer can come before the session's message. Until then the next press starts from the pressed choice.
    if (!refusal) return void setTimeout(forget, LATE_MESSAGE_MS);
    forget();
    setWrong(refusalText(refusal));
  };
  const translateInto = async (targetLangs: readonly string[]) =>
    refusalIn(await ask("session:translate-into", { sessionId: session.id, targetLangs: [...targetLangs] }));

  const changeTargets = (next: readonly string[]) => void make({ spoken, targets: next }, () => translateInto(next));

  /** Removes target languages that cannot be translated from the new language first. */
  const speakIn = (lang: string) => {
    const kept = targets.filter((target) => isReadable(languageChoices.translator, lang, target));
    if (kept.length === 0 && targets.length > 0) return setWrong(t("noneLeft"));
    void make({ spoken: lang, targets: kept }, async () => {
      const refusal = kept.length < targets.length ? await translateInto(kept) : null;
      return refusal ?? refusalIn(await ask("session:speak-in", { sessionId: session.id, lang }));
    });
  };

  return (
    <Dialog title={t("title")} onClose={onClose} closeLabel={t("close")} className="languages">
      <p className="hint">{t("help")}</p>
      <div className="languages-fields" aria-busy={pressed !== null}>
        <SpokenField
          languages={languageChoices.spoken}
          names={languageChoices.names}
          value={spoken}
          onChange={speakIn}
        />
        <TargetsField written={written} chosen={targets} needGoogle={[]} hasCaptionsOnly onChange={changeTargets} />
      </div>
      <p className="wrong" role="alert">
        {wrong}
      </p>
    </Dialog>
  );
}
