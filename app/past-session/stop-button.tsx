"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import { askOnce } from "../connection/ask-once";
import { Glyph } from "../frame/glyph";
import { useRefusalText } from "../wording/use-refusal-text";

/** Ends a session from its page, for a session whose speaking page is gone. Sound that has arrived is still recognised. */
export function StopButton({ sessionId }: { sessionId: string }) {
  const t = useTranslations("live");
  const refusalText = useRefusalText();
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const stop = async () => {
    setAsking(true);
    const answer = await askOnce("stop", { sessionId });
    // The end arrives as an event; until then the button stays disabled.
    if (answer.ok || answer.refusal.kind === "over") return;
    setAsking(false);
    setRefusal(answer.refusal);
  };
  return (
    <>
      <button type="button" className="btn btn-ink" disabled={asking} onClick={() => void stop()}>
        <Glyph name="stop" />
        {t("stop")}
      </button>
      <span className="wrong" role="alert">
        {refusal && refusalText(refusal)}
      </span>
    </>
  );
}
