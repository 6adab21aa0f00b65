"use client";

import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { RisingTexts } from "./rising-texts";

/** Closer to the end than this is at the end: browsers round scroll positions. Pixels. */
const AT_END_PX = 24;

/** What the log's surroundings know of its scrolling. */
export type LogScroll = {
  /** The reader scrolled up, or writes in a line, and is not moved. */
  readonly away: boolean;
  /** Closed segments that came since then. */
  readonly fresh: number;
  jump(): void;
};

type Watched = {
  /** How many closed segments there are. */
  readonly count: number;
  /** False: nothing more will come, so it is read from its beginning. */
  readonly follow?: boolean;
  /** What the reader has chosen to see, and how: with another choice the texts do not glide, they are there. */
  readonly look: string;
};

/** Keeps the end of the column in sight, until the reader scrolls up or writes. */
export function useLogScroll({ count, follow = true, look }: Watched) {
  const scroll = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const away = useRef(!follow);
  const lastTop = useRef(0);
  /** While something is written: whether they were away before. */
  const before = useRef<boolean | null>(null);
  const [seen, setSeen] = useState<number | null>(null);
  const latest = useRef(count);
  latest.current = count;
  const [texts] = useState(() => new RisingTexts());

  const toEnd = useCallback(() => {
    const box = scroll.current;
    const end = column.current;
    if (!box || !end || away.current) return;
    // Texts that glide reach below the end, and scrollHeight counts them.
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
  /** A column that ends above the lower edge would move a reader who scrolled up: for them it keeps that height. */
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
      // A phone that is turned must not hide what is being written.
      const written = before.current === null ? null : box.querySelector(":focus");
      if (changes.some(({ target }) => target === box)) written?.scrollIntoView({ block: "nearest" });
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
    // An editor that opens, closes and follows its caret scrolls, and nobody meant it.
    if (before.current !== null) return;
    const atEnd = end.offsetTop + end.offsetHeight - box.scrollTop - box.clientHeight <= AT_END_PX;
    // Only a person scrolls up: lines that grow and windows that shrink leave the position as it was.
    setAway(!atEnd && (away.current || isUp));
    hold(away.current);
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

  const jump = useCallback(() => {
    before.current = null;
    setAway(false);
    toEnd();
    scroll.current?.focus();
  }, [setAway, toEnd]);

  const state: LogScroll = { away: seen !== null, fresh: seen === null ? 0 : Math.max(0, count - seen), jump };
  return { scroll, column, onScroll, onWriting, state };
}
