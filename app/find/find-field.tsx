"use client";

import { type KeyboardEvent, type RefObject, useDeferredValue, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Glyph } from "../frame/glyph";
import { IconButton } from "../frame/icon-button";
import { isInputMethodKey } from "../frame/input-method";
import { useRootMark } from "../frame/use-root-mark";
import { useFind } from "./use-find";

type Props = {
  /** The element that holds the lines. */
  readonly log: RefObject<HTMLElement | null>;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Goes to the segment with this key. */
  readonly show: (key: string) => void;
  /** Gets the keys of the segments with matches; must be stable. */
  readonly onFound: (keys: ReadonlySet<string>) => void;
};

/** Finds words in the lines of this page: Enter goes to the next place, with Shift to the one before. */
export function FindField({ log, field, show, onFound }: Props) {
  const t = useTranslations("find");
  const [words, setWords] = useState("");
  const sought = useDeferredValue(words);
  const { found, step } = useFind(log, sought, show, onFound);
  /** A step that was asked for before these words were searched. */
  const awaited = useRef<1 | -1 | null>(null);
  useEffect(() => {
    if (words !== sought || awaited.current === null) return;
    step(awaited.current);
    awaited.current = null;
  }, [words, sought, step]);
  // A page opened from a search result begins with the words of that search.
  useEffect(() => setWords(new URLSearchParams(location.search).get("find")?.slice(0, MOST) ?? ""), []);
  useRootMark("finding", words !== "");
  const onKeyDown = (event: KeyboardEvent) => {
    if (isInputMethodKey(event.nativeEvent)) return;
    const by = event.shiftKey ? -1 : 1;
    if (event.key === "Enter" && words !== sought) awaited.current = by;
    else if (event.key === "Enter") step(by);
    else if (event.key === "Escape" && words !== "") setWords("");
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not in every browser
    <div className="find-in" role="search">
      <Glyph name="search" />
      <input
        ref={field}
        className="input"
        type="search"
        value={words}
        maxLength={MOST}
        autoComplete="off"
        aria-label={t("label")}
        placeholder={t("label")}
        onChange={(event) => {
          awaited.current = null;
          setWords(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="found-in">
        <span className="num" role="status">
          {words.trim() !== "" &&
            (found.at === null
              ? t("places", { count: found.count })
              : t("placeOf", { at: String(found.at + 1), count: String(found.count) }))}
        </span>
        {found.count > 0 && (
          <>
            <IconButton glyph="down" className="up" aria-label={t("previous")} onClick={() => step(-1)} />
            <IconButton glyph="down" aria-label={t("next")} onClick={() => step(1)} />
          </>
        )}
      </div>
    </div>
  );
}

const MOST = 200;
