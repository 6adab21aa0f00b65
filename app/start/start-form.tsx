"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { preferredLanguage, writtenLanguages } from "#protocol/languages";
import { begin } from "../connection/begin-session";
import { Switch } from "../frame/switch";
import { useEarlySubmit } from "../frame/use-early-submit";
import { type ImportBounds, ImportField } from "../import/import-field";
import type { AgainSession } from "../import/read-sound-file";
import type { LanguageChoices } from "../languages/language-choices";
import { SpokenField } from "../languages/spoken-field";
import { TargetsField } from "../languages/targets-field";
import { MicrophoneField } from "../microphone/microphone-field";
import { usePreview } from "../microphone/use-preview";
import { keepLanguages } from "../offline/last-languages";
import { startOffline } from "../offline/start-offline";
import { noteListening } from "../speaking/speaking-mark";
import { useRefusalText } from "../wording/use-refusal-text";
import type { Disclosure } from "./disclosure";
import { DisclosureList } from "./disclosure-list";
import { type Admission, WhoMayStart } from "./who-may-start";

type Props = {
  readonly languageChoices: LanguageChoices;
  readonly needGoogle: readonly string[];
  /** The browser has a sign-in. */
  readonly isKnown: boolean;
  readonly admission: Admission;
  readonly disclosure: Disclosure;
  /** The server's KEEP_SOUND, and this person's last choice. */
  readonly keepSound: { readonly mode: "ask" | "always" | "never"; readonly last: boolean };
  /** Null: this server takes no recordings. */
  readonly importBounds: ImportBounds | null;
  /** The session that the person wants to transcribe again; null: none. */
  readonly again: AgainSession | null;
};

/** The form that starts a session: languages and microphone. */
export function StartForm({
  languageChoices,
  needGoogle,
  isKnown,
  admission,
  disclosure,
  keepSound,
  importBounds,
  again,
}: Props) {
  const t = useTranslations("start");
  const tSound = useTranslations("sound");
  const router = useRouter();
  const refusalText = useRefusalText();
  const preview = usePreview();
  const early = useEarlySubmit();
  const { lacking } = admission;
  const adviceId = useId();
  const disclosureId = useId();
  const asksSound = keepSound.mode === "ask";
  const [spoken, setSpoken] = useState(languageChoices.preferred);
  const written = writtenLanguages(languageChoices.translator, spoken);
  const [chosen, setChosen] = useState(languageChoices.targets.length > 0 ? languageChoices.targets : firstOf(written));
  const [keeps, setKeeps] = useState(keepSound.last);
  // Only where it says something new: a web process of the version before does not know it.
  const saysSound = asksSound && (keeps || keepSound.last);
  const [starting, setStarting] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  useEffect(() => keepLanguages({ sourceLang: spoken, targetLangs: chosen }), [spoken, chosen]);

  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (starting) return;
    // Check this before asking for the microphone, which could not be used.
    if (lacking) return setWrong(refusalText({ kind: "not-admitted", lacking }));
    setWrong(null);
    setStarting(true);
    // Open the microphone first, while the click still counts as a user gesture. Its field shows any problem.
    const problem = await preview.ensure();
    if ((problem === "not-loaded" || (!problem && !navigator.onLine)) && (await startOffline())) return;
    if (problem) return setStarting(false);
    const answer = await begin(
      { sourceLang: spoken, targetLangs: chosen, ...(saysSound && { keepSound: keeps }) },
      isKnown,
    );
    if (!answer.ok) {
      if (answer.refusal.kind === "unavailable" && (await startOffline())) return;
      setWrong(refusalText(answer.refusal));
      return setStarting(false);
    }
    noteListening(answer.sessionId, "start");
    preview.handOver();
    router.push(`/live/${answer.sessionId}`);
  };

  const speak = (lang: string) => {
    setSpoken(lang);
    const possible = writtenLanguages(languageChoices.translator, lang);
    const kept = chosen.filter((other) => possible.includes(other));
    // Captions only stays captions only.
    setChosen(kept.length > 0 || chosen.length === 0 ? kept : firstOf(possible));
  };

  return (
    <form {...early} className="start-form" aria-label={t("newSession")} onSubmit={(event) => void start(event)}>
      <SpokenField languages={languageChoices.spoken} names={languageChoices.names} value={spoken} onChange={speak} />
      <TargetsField written={written} chosen={chosen} needGoogle={needGoogle} hasCaptionsOnly onChange={setChosen} />
      <MicrophoneField preview={preview} />
      {asksSound && (
        <Switch on={keeps} onChange={setKeeps} hint={tSound("keepHelp")}>
          {tSound("keep")}
        </Switch>
      )}
      <DisclosureList
        id={disclosureId}
        disclosure={disclosure}
        isSoundKept={asksSound ? keeps : keepSound.mode === "always"}
      />
      <div className="go">
        <button
          type="submit"
          className="btn btn-go"
          aria-disabled={starting || lacking !== null}
          aria-describedby={`${adviceId} ${disclosureId}`}
        >
          {starting ? t("starting") : t("start")}
        </button>
        <p className="hint" id={adviceId}>
          <WhoMayStart {...admission} />
        </p>
        <p className="wrong" role="alert">
          {wrong}
        </p>
      </div>
      {importBounds && (
        <ImportField
          request={{ sourceLang: spoken, targetLangs: chosen, ...(saysSound && { keepSound: keeps }) }}
          bounds={importBounds}
          isKnown={isKnown}
          lacking={lacking}
          again={again}
        />
      )}
    </form>
  );
}

function firstOf(written: readonly string[]): readonly string[] {
  const first = preferredLanguage(written);
  return first === undefined ? [] : [first];
}
