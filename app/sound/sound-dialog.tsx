"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { isOpen, type SessionView, type SoundState } from "#protocol/session";
import { msToSamples, PACKET_BYTES, PACKET_SAMPLES } from "#protocol/sound";
import { siteAddress } from "../address/site-address";
import { askOnce } from "../connection/ask-once";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { useDurationText } from "../wording/use-duration-text";
import { useFormat } from "../wording/use-format";
import { useRefusalText } from "../wording/use-refusal-text";
import { useStoredMs } from "./use-stored-ms";

type Props = { readonly session: SessionView; readonly sound: SoundState; readonly onClose: () => void };

/** The stored sound of a session: its length, its files, and the buttons that stop the keeping or delete the sound. */
export function SoundDialog({ session, sound, onClose }: Props) {
  const t = useTranslations("sound");
  const refusalText = useRefusalText();
  const durationText = useDurationText();
  const { locale } = useFormat();
  const [isDeleting, setDeleting] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const soundMs = useStoredMs(session);
  const isKeeping = sound === "keeping" && (isOpen(session.state) || session.state === "ending");

  // The change arrives with the session.
  const ask = async (event: "sound:stop" | "sound:delete") => {
    setAsking(true);
    setWrong(null);
    const answer = await askOnce(event, { sessionId: session.id });
    setAsking(false);
    if (!answer.ok) setWrong(refusalText(answer.refusal));
    else if (event === "sound:delete") onClose();
  };

  if (isDeleting)
    return (
      <Dialog title={t("deleteTitle")} onClose={onClose}>
        <p>{t("deleteHelp")}</p>
        <FormEnd wrong={wrong} onCancel={() => setDeleting(false)} isCancelFirst>
          <button className="btn btn-delete" type="button" disabled={isAsking} onClick={() => void ask("sound:delete")}>
            {t(isAsking ? "working" : "deleteNow")}
          </button>
        </FormEnd>
      </Dialog>
    );
  return (
    <Dialog title={t("title")} onClose={onClose}>
      <p>{t(sound === "keeping" ? "keepingHelp" : sound)}</p>
      <p>
        {soundMs > 0
          ? t("stored", { duration: durationText(soundMs), megabytes: megabytesOf(soundMs).toLocaleString(locale) })
          : t("nothingStored")}
      </p>
      {soundMs > 0 && !isOpen(session.state) && session.state !== "ending" && (
        <p>
          <Link href={`/?again=${session.id}`}>{t("again")}</Link>
        </p>
      )}
      <FormEnd
        wrong={wrong}
        cancel={t("close")}
        onCancel={onClose}
        more={
          <button className="btn btn-danger" type="button" onClick={() => setDeleting(true)}>
            {t("delete")}
          </button>
        }
      >
        {soundMs > 0 && (
          <>
            <a className="btn btn-ink" href={addressOf(session.id, "ogg")} download>
              {t("downloadOgg")}
            </a>
            <a className="btn" href={addressOf(session.id, "wav")} download>
              {t("downloadWav")}
            </a>
          </>
        )}
        {isKeeping && (
          <button className="btn" type="button" disabled={isAsking} onClick={() => void ask("sound:stop")}>
            {t(isAsking ? "working" : "stop")}
          </button>
        )}
      </FormEnd>
    </Dialog>
  );
}

function addressOf(sessionId: string, format: "ogg" | "wav"): string {
  return siteAddress(`/api/sessions/${sessionId}/sound?format=${format}&download=1`);
}

/** Rounded up to a tenth. Lost sound takes no space, so the stored sound may take less. */
function megabytesOf(ms: number): number {
  return Math.ceil(((msToSamples(ms) / PACKET_SAMPLES) * PACKET_BYTES) / 100_000) / 10;
}
