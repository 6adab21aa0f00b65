"use client";

import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import type { SessionView } from "#protocol/session";
import { askOnce } from "../connection/ask-once";
import { Glyph } from "../frame/glyph";
import { useDurationText } from "../wording/use-duration-text";
import { useRefusalText } from "../wording/use-refusal-text";

/** How often the time that is left is counted again, ms. */
const COUNT_MS = 5_000;

type Props = {
  readonly session: SessionView;
  /** The session accepts speech again. The press was meant to speak in it. */
  readonly onContinued: () => void;
};

/** The button to continue a session that has ended, with the time for which that is possible. Nothing afterwards. */
export function ContinueSession({ session, onContinued }: Props) {
  const t = useTranslations("ending");
  const refusalText = useRefusalText();
  const durationText = useDurationText();
  const id = useId();
  const leftMs = useLeft(session);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const resume = async () => {
    setAsking(true);
    setRefusal(null);
    const answer = await askOnce("session:continue", { sessionId: session.id });
    setAsking(false);
    if (answer.ok) onContinued();
    else setRefusal(answer.refusal);
  };
  if (leftMs === 0 && !refusal) return null;
  return (
    <div className="continue">
      <button type="button" className="btn" disabled={asking} aria-describedby={id} onClick={() => void resume()}>
        <Glyph name="mic" />
        <span>{t(asking ? "continuing" : "continue")}</span>
      </button>
      <p className="hint" id={id}>
        {t("left", { duration: durationText(leftMs) })}
      </p>
      <p className="wrong" role="alert">
        {refusal && refusalText(refusal)}
      </p>
    </div>
  );
}

/** Milliseconds for which the session may be continued, counting down. */
function useLeft(session: SessionView): number {
  const [leftMs, setLeftMs] = useState(session.continuableMs ?? 0);
  useEffect(() => {
    const ms = session.continuableMs ?? 0;
    setLeftMs(ms);
    if (ms === 0) return;
    const until = performance.now() + ms;
    const timer = setInterval(() => setLeftMs(Math.max(0, until - performance.now())), COUNT_MS);
    return () => clearInterval(timer);
  }, [session]);
  return leftMs;
}
