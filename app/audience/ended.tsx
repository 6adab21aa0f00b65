"use client";

import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import type { PublicView } from "#protocol/session";
import type { Segment } from "#protocol/transcript";
import { useTexts } from "../wording/use-texts";
import { SoundPlayer } from "./sound-player";

type Props = {
  readonly token: string;
  readonly state: PublicView["state"];
  /** The link allows the sound. */
  readonly mayHear: boolean | undefined;
  readonly segments: readonly Segment[];
};

/** Below the last line, when nothing more will come; and the player of the sound, at the foot of the lines. */
export function Ended({ token, state, mayHear, segments }: Props) {
  const t = useTexts("audience");
  // The lines scroll, the player does not: it stands outside of the box that scrolls.
  const [foot, setFoot] = useState<Element | null>(null);
  useEffect(() => setFoot(document.querySelector(".reader .view")), []);
  return (
    <div className="ending" role="status">
      <strong>{t(state === "failed" ? "failedTitle" : "endedTitle")}</strong>
      <p>{t("endedHelp")}</p>
      {mayHear && foot && createPortal(<SoundPlayer token={token} segments={segments} />, foot)}
    </div>
  );
}
