"use client";

import { Glyph } from "../frame/glyph";
import { useTexts } from "../wording/use-texts";
import type { LogScroll } from "./use-log-scroll";

/** Leads a reader who scrolled up back to the newest words. */
export function JumpButton({ away, fresh, jump }: LogScroll) {
  const t = useTexts("transcript");
  if (!away) return null;
  return (
    <button type="button" className="btn btn-ink jump" onClick={jump}>
      <Glyph name="arrow" />
      <span>{fresh > 0 ? t("jumpNew", { count: fresh }) : t("jump")}</span>
    </button>
  );
}
