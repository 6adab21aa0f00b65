"use client";

import type { ReactNode } from "react";
import { useWords } from "../wording/use-words";
import type { useLogScroll } from "./use-log-scroll";

type Props = {
  readonly use: ReturnType<typeof useLogScroll>;
  /** The content of the log. */
  readonly children: ReactNode;
  /** Below the log in the same column: the open segment, and the texts before the first word and after the last. */
  readonly below: ReactNode;
  /** Whether a screen reader announces each new line; absent: as for any log. */
  readonly announce?: boolean;
};

export function ScrolledLog({ use, children, below, announce }: Props) {
  const t = useWords("live");
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
        <div className="log" role="log" aria-label={t("transcript")} aria-live={liveness(announce)}>
          {children}
        </div>
        {below}
      </div>
    </div>
  );
}

function liveness(announce: boolean | undefined): "polite" | "off" | undefined {
  return announce === undefined ? undefined : announce ? "polite" : "off";
}
