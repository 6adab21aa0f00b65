"use client";

import type { ReactNode } from "react";
import { useTexts } from "../wording/use-texts";
import type { useLogScroll } from "./use-log-scroll";

type Props = {
  readonly use: ReturnType<typeof useLogScroll>;
  /** The content of the log. */
  readonly children: ReactNode;
  /** Below the log in the same column: the open segment, and the texts before the first word and after the last. */
  readonly below: ReactNode;
};

export function ScrolledLog({ use, children, below }: Props) {
  const t = useTexts("transcript");
  const { scroll, column, onScroll, state } = use;
  return (
    // biome-ignore lint/a11y/useSemanticElements: it holds no form controls
    <div
      className={state.away ? "scroll" : "scroll follows"}
      ref={scroll}
      onScroll={onScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled element must be reachable by keyboard
      tabIndex={0}
      role="group"
      aria-label={t("lines")}
    >
      <div className="column" ref={column}>
        {/* `Announcer` announces the lines. */}
        <div className="log" role="log" aria-label={t("transcript")} aria-live="off">
          {children}
        </div>
        {below}
      </div>
    </div>
  );
}
