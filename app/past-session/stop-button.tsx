"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import type { Readers } from "#protocol/share";
import { askOnce } from "../connection/ask-once";
import { Glyph } from "../frame/glyph";
import { EndDialog } from "../live/end-dialog";
import { useRefusalText } from "../wording/use-refusal-text";

/** Ends a session from its page, for a session whose speaking page is gone. Sound that has arrived is still recognised. */
export function StopButton({ sessionId, readers }: { sessionId: string; readers: Readers | null }) {
  const t = useTranslations("live");
  const refusalText = useRefusalText();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const stop = async () => {
    setAsking(true);
    setRefusal(null);
    const answer = await askOnce("stop", { sessionId });
    setAsking(false);
    // The end arrives as an event.
    if (answer.ok || answer.refusal.kind === "over") setOpen(false);
    else setRefusal(answer.refusal);
  };
  return (
    <>
      <button type="button" className="btn btn-danger" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Glyph name="stop" />
        {t("stop")}
      </button>
      {open && (
        <EndDialog
          readers={readers}
          isBusy={asking}
          wrong={refusal && refusalText(refusal)}
          onEnd={() => void stop()}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
