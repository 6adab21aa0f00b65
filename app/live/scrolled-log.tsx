"use client";

import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from "react";
import { TYPING } from "../keyboard/shortcut";
import { useWords } from "../wording/use-words";

/** Closer to the end than this is at the end: browsers round scroll positions. Pixels. */
const AT_END_PX = 24;
const RISE_MS = 220;

/** What the log's surroundings know of its scrolling. */
export type LogScroll = {
  /** Somebody scrolled up; they are not moved. */
  readonly away: boolean;
  /** Lines that came since then. */
  readonly fresh: number;
  jump(): void;
};

/**
 * Keeps the end of the log in sight, until somebody scrolls up.
 * @param count how many lines there are @param version changes with everything that may change the log's height
 * @param follow false: nothing more will come, so it is read from its beginning
 */
export function useLogScroll(count: number, version: unknown, follow = true) {
  const scroll = useRef<HTMLDivElement>(null);
  const log = useRef<HTMLDivElement>(null);
  const away = useRef(!follow);
  const lastTop = useRef(0);
  const [seen, setSeen] = useState<number | null>(null);

  const toEnd = useCallback(() => {
    const box = scroll.current;
    // What is written in stays where it is.
    if (box && !box.contains(document.activeElement?.closest(TYPING) ?? null)) box.scrollTop = box.scrollHeight;
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` is what may have changed the height
  useLayoutEffect(() => {
    const box = scroll.current;
    if (!box || away.current) return;
    const before = box.scrollTop;
    toEnd();
    rise(log.current, box.scrollTop - before);
  }, [version, toEnd]);

  useLayoutEffect(() => {
    const box = scroll.current;
    if (!box) return;
    const resized = new ResizeObserver(() => {
      if (!away.current) toEnd();
    });
    resized.observe(box);
    return () => resized.disconnect();
  }, [toEnd]);

  const onScroll = () => {
    const box = scroll.current;
    if (!box) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight <= AT_END_PX;
    // Only a person scrolls up: lines that grow and windows that shrink leave the position as it was.
    const isAway = !atEnd && (away.current || box.scrollTop < lastTop.current);
    lastTop.current = box.scrollTop;
    if (isAway === away.current) return;
    away.current = isAway;
    setSeen(isAway ? count : null);
  };

  const jump = () => {
    away.current = false;
    setSeen(null);
    toEnd();
    scroll.current?.focus();
  };

  const state: LogScroll = { away: seen !== null, fresh: seen === null ? 0 : Math.max(0, count - seen), jump };
  return { scroll, log, onScroll, state };
}

export function ScrolledLog(props: {
  use: ReturnType<typeof useLogScroll>;
  children: ReactNode;
  below?: ReactNode;
  /** Whether a screen reader says each line as it comes; absent: as it does with a log. */
  announce?: boolean;
}) {
  const t = useWords("live");
  const { scroll, log, onScroll } = props.use;
  return (
    // biome-ignore lint/a11y/useSemanticElements: it holds no form controls
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" ref={scroll} onScroll={onScroll} tabIndex={0} role="group" aria-label={t("lines")}>
      <div className="log" role="log" aria-label={t("transcript")} aria-live={liveness(props.announce)} ref={log}>
        {props.children}
      </div>
      {props.below}
    </div>
  );
}

function liveness(announce: boolean | undefined): "polite" | "off" | undefined {
  return announce === undefined ? undefined : announce ? "polite" : "off";
}

/** A committed line does not flash up: the lines rise by its height. */
function rise(log: HTMLElement | null, px: number): void {
  if (!log || px <= 0 || px > window.innerHeight || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  log.animate([{ transform: `translateY(${px}px)` }, { transform: "none" }], {
    duration: RISE_MS,
    easing: "cubic-bezier(0.2, 0, 0, 1)",
  });
}
