"use client";

import type { ReactNode } from "react";
import { Glyph } from "../frame/glyph";
import { useWords } from "../wording/use-words";
import type { LogScroll } from "./scrolled-log";

/** The reserved room under the log: the draft, or the way back to it. @param over there is no draft any more */
export function DraftRoom({ scroll, over, children }: { scroll: LogScroll; over: boolean; children: ReactNode }) {
  const t = useWords("live");
  const away = scroll.away && !over;
  return (
    <div className={away ? "draft-room away" : "draft-room"}>
      {children}
      {away && (
        <button type="button" className="btn btn-ink jump" onClick={scroll.jump}>
          <Glyph name="arrow" />
          {scroll.fresh > 0 ? t("jumpNew", { count: String(scroll.fresh) }) : t("jump")}
        </button>
      )}
    </div>
  );
}
