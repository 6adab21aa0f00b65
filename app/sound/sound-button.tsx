"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import { Glyph } from "../frame/glyph";
import { SoundDialog } from "./sound-dialog";

type Props = {
  readonly session: SessionView;
  /** Its classes. */
  readonly look: string;
  /** Shows only the icon, also where there is room for words. */
  readonly isShort?: boolean;
};

/** Says whether the sound of a session is kept, and opens its dialog. Renders nothing for a session without sound. */
export function SoundButton({ session, look, isShort = false }: Props) {
  const t = useTranslations("sound");
  const [open, setOpen] = useState(false);
  if (!session.sound) return null;
  const label = t(session.sound === "keeping" ? "keeping" : "stopped");
  return (
    <>
      <button
        type="button"
        className={look}
        title={label}
        aria-label={label}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Glyph name="listen" />
        {!isShort && <span className="sr-small">{label}</span>}
      </button>
      {open && <SoundDialog session={session} sound={session.sound} onClose={() => setOpen(false)} />}
    </>
  );
}
