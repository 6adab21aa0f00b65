"use client";

import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import { Glyph } from "../frame/glyph";
import { useRefusalText } from "../wording/use-refusal-text";
import { openCaptionScreen } from "./open-caption-screen";

type Props = {
  /** The address of the link for the room; null: no link yet. */
  readonly address: string | null;
  /** Creates that link. Null: created. */
  readonly onCreate: () => Promise<Refusal | null>;
};

/** Opens the caption screen of a link, for a projector or a second display. Without a link it creates one first. */
export function CaptionScreenButton({ address, onCreate }: Props) {
  const t = useTranslations("share");
  const refusalText = useRefusalText();
  const [isBlocked, setBlocked] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  /** `creating`: the link; `created`: the screen opens once its address is known. */
  const [state, setState] = useState<"idle" | "creating" | "created">("idle");
  const open = useCallback(async (link: string) => setBlocked(!(await openCaptionScreen(`${link}/screen`))), []);
  useEffect(() => {
    if (state !== "created" || address === null) return;
    setState("idle");
    void open(address);
  }, [state, address, open]);
  const press = async () => {
    if (address !== null) return open(address);
    if (state !== "idle") return;
    setState("creating");
    const refused = await onCreate();
    setRefusal(refused);
    setState(refused ? "idle" : "created");
  };
  return (
    <div className="screen-open">
      <button type="button" className="btn" title={t("captionScreenHelp")} onClick={() => void press()}>
        <Glyph name="screen" />
        {t("captionScreen")}
      </button>
      {address === null && <p className="hint">{t("captionScreenCreates")}</p>}
      <p className={refusal ? "wrong" : "hint"} role="status">
        {refusal ? refusalText(refusal) : isBlocked && t("captionScreenBlocked")}
      </p>
    </div>
  );
}
