"use client";

import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from "react";
import { useWords } from "../wording/use-words";

/** Closer to the end than this is at the end: browsers round scroll positions. Pixels. */
const AT_END_PX = 24;
const RISE_MS = 220;

/** What the log's surroundings know of its scrolling. */
export type LogScroll = {
  /** Somebody scrolled up, or writes in a line; they are not moved. */
  readonly away: boolean;
  /** Lines that came since then. */
  readonly fresh: number;
  jump(): void;
};

/**
 * Keeps the end of the log in sight, until somebody scrolls up or writes.
 * @param count how many lines there are @param follow false: nothing more will come, so it is read from its beginning
 */
export function useLogScroll(count: number, follow = true) {
  const scroll = useRef<HTMLDivElement>(null);
  const log = useRef<HTMLDivElement>(null);
  const away = useRef(!follow);
  const lastTop = useRef(0);
  /** While something is written: whether they were away before. */
  const before = useRef<boolean | null>(null);
  const [seen, setSeen] = useState<number | null>(null);
  const latest = useRef(count);
  latest.current = count;

  const toEnd = useCallback(() => {
    const box = scroll.current;
    if (!box || away.current) return;
    box.scrollTop = box.scrollHeight;
    lastTop.current = box.scrollTop;
  }, []);
  const setAway = useCallback((isAway: boolean) => {
    if (isAway === away.current) return;
    away.current = isAway;
    setSeen(isAway ? latest.current : null);
  }, []);

  useLayoutEffect(() => {
    const box = scroll.current;
    const lines = log.current;
    if (!box || !lines) return;
    const resized = new ResizeObserver((changes) => {
      const from = box.scrollTop;
      toEnd();
      const isResized = (one: Element) => changes.some(({ target }) => target === one);
      if (isResized(lines)) rise(lines, box.scrollTop - from);
      // A phone that is turned must not hide what is being written.
      const written = before.current === null ? null : box.querySelector(":focus");
      if (isResized(box)) written?.scrollIntoView({ block: "nearest" });
    });
    resized.observe(box);
    resized.observe(lines);
    return () => resized.disconnect();
  }, [toEnd]);

  const onScroll = () => {
    const box = scroll.current;
    if (!box) return;
    const isUp = box.scrollTop < lastTop.current;
    lastTop.current = box.scrollTop;
    // An editor that opens, closes and follows its caret scrolls, and nobody meant it.
    if (before.current !== null) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight <= AT_END_PX;
    // Only a person scrolls up: lines that grow and windows that shrink leave the position as it was.
    setAway(!atEnd && (away.current || isUp));
  };

  /** Something in the log begins to be written, or nothing is any more. */
  const onWriting = useCallback(
    (isWritten: boolean) => {
      if (isWritten) {
        before.current ??= away.current;
        setAway(true);
      } else if (before.current !== null) {
        setAway(before.current);
        before.current = null;
        toEnd();
      }
    },
    [setAway, toEnd],
  );

  const jump = () => {
    before.current = null;
    setAway(false);
    toEnd();
    scroll.current?.focus();
  };

  const state: LogScroll = { away: seen !== null, fresh: seen === null ? 0 : Math.max(0, count - seen), jump };
  return { scroll, log, onScroll, onWriting, state };
}

export function ScrolledLog(props: {
  use: ReturnType<typeof useLogScroll>;
  children: ReactNode;
  below?: ReactNode;
  /** Whether a screen reader says each line as it comes; absent: as it does with a log. */
  announce?: boolean;
}) {
  const t = useWords("live");
  const { scroll, log, onScroll, state } = props.use;
  return (
    // biome-ignore lint/a11y/useSemanticElements: it holds no form controls
    <div
      className={state.away ? "scroll" : "scroll follows"}
      ref={scroll}
      onScroll={onScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      role="group"
      aria-label={t("lines")}
    >
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
