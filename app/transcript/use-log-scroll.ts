"use client";

import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { RisingTexts } from "./rising-texts";

/** A position closer to the end than this counts as the end, since browsers round scroll positions. Pixels. */
const AT_END_PX = 24;

/** The field or button of an editor that has the focus. A menu is placed by itself. */
const IN_USE = ":focus:not([popover] *)";

/** The scroll state of a log, for the elements around it. */
export type LogScroll = {
  /** True: the reader scrolled up, or edits a line, and is not moved. */
  readonly away: boolean;
  /** Number of closed segments that came since then. */
  readonly fresh: number;
  jump(): void;
};

type Watched = {
  /** The number of closed segments. */
  readonly count: number;
  /** False: no more segments will come, so the log is read from its beginning. */
  readonly follow?: boolean;
  /** A key of the languages and sizes shown. When it changes, texts do not glide. */
  readonly look: string;
};

/** Keeps the end of the column in sight, until the reader scrolls up or writes. */
export function useLogScroll({ count, follow = true, look }: Watched) {
  const scroll = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const away = useRef(!follow);
  const lastTop = useRef(0);
  /** While a line is edited: whether the reader was away before. */
  const before = useRef<boolean | null>(null);
  const [seen, setSeen] = useState<number | null>(null);
  const latest = useRef(count);
  latest.current = count;
  const [texts] = useState(() => new RisingTexts());

  const toEnd = useCallback(() => {
    const box = scroll.current;
    const end = column.current;
    if (!box || !end || away.current) return;
    // scrollHeight would count texts that glide below the end.
    box.scrollTop = end.offsetTop + end.offsetHeight - box.clientHeight;
    lastTop.current = box.scrollTop;
  }, []);
  const settle = useCallback(
    (isGentle: boolean) => {
      toEnd();
      const box = scroll.current;
      if (box && column.current) texts.note(column.current, box.clientHeight, isGentle && !away.current);
    },
    [toEnd, texts],
  );
  /**
   * Keeps the column's height while a reader has scrolled up: a column that becomes too short would move the text that they
   * read.
   */
  const hold = useCallback((isHeld: boolean) => {
    const box = scroll.current;
    const end = column.current;
    if (!box || !end) return;
    end.style.minHeight = isHeld ? `${box.scrollTop + box.clientHeight - end.offsetTop}px` : "";
  }, []);
  const setAway = useCallback(
    (isAway: boolean) => {
      if (isAway === away.current) return;
      away.current = isAway;
      if (!isAway) hold(false);
      setSeen(isAway ? latest.current : null);
    },
    [hold],
  );

  const lastLook = useRef(look);
  useLayoutEffect(() => {
    if (lastLook.current !== look) hold(false);
    settle(lastLook.current === look);
    lastLook.current = look;
  });
  useLayoutEffect(() => {
    const box = scroll.current;
    const end = column.current;
    if (!box || !end) return;
    const resized = new ResizeObserver((changes) => {
      if (changes.some(({ target }) => target === box)) hold(false);
      settle(false);
      // When a phone is turned, the field that is being edited stays visible.
      const edited = before.current === null ? null : (box.querySelector(IN_USE) ?? box.querySelector("form"));
      if (changes.some(({ target }) => target === box)) edited?.scrollIntoView({ block: "nearest" });
    });
    resized.observe(box);
    resized.observe(end);
    return () => resized.disconnect();
  }, [settle, hold]);

  const onScroll = () => {
    const box = scroll.current;
    const end = column.current;
    if (!box || !end) return;
    const isUp = box.scrollTop < lastTop.current;
    lastTop.current = box.scrollTop;
    // An editor scrolls when it opens, closes and follows its caret: that is no wish of the reader.
    if (before.current !== null) return;
    const atEnd = end.offsetTop + end.offsetHeight - box.scrollTop - box.clientHeight <= AT_END_PX;
    // Only a person scrolls up: lines that grow and windows that shrink leave the position as it was.
    setAway(!atEnd && (away.current || isUp));
    hold(away.current);
  };

  /** A line of the log is being edited, or none is any more. */
  const onWriting = useCallback(
    (isEditing: boolean) => {
      if (isEditing) {
        before.current ??= away.current;
        toEndBeside(scroll.current, column.current, away.current);
        setAway(true);
      } else if (before.current !== null) {
        setAway(before.current);
        before.current = null;
        toEnd();
      }
    },
    [setAway, toEnd],
  );

  const jump = useCallback(() => {
    before.current = null;
    setAway(false);
    toEnd();
    scroll.current?.focus();
  }, [setAway, toEnd]);

  const state: LogScroll = { away: seen !== null, fresh: seen === null ? 0 : Math.max(0, count - seen), jump };
  return { scroll, column, onScroll, onWriting, state };
}

/** A reader at the end sees the words that are being spoken below the editor that opened, as far as both have room. */
function toEndBeside(box: HTMLElement | null, end: HTMLElement | null, isAway: boolean): void {
  const editor = box?.querySelector("form");
  if (!box || !end || !editor || isAway) return;
  const aboveEditor = Number.parseFloat(getComputedStyle(box).scrollPaddingTop) || 0;
  const byEditor = editor.getBoundingClientRect().top - box.getBoundingClientRect().top - aboveEditor;
  const toEnd = end.offsetTop + end.offsetHeight - box.clientHeight;
  box.scrollTop = Math.min(toEnd, box.scrollTop + byEditor);
}
