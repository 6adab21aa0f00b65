"use client";

import { type RefObject, useEffect } from "react";
import { useTranslations } from "use-intl/react";
import { mark, placeIn } from "../find/mark";
import { changesTexts } from "../transcript/changes-texts";
import { type UncertainLines, wordsAt } from "./uncertain-words";

/** The highlight of uncertain words in the style sheet. */
const UNCERTAIN = "uncertain";
const DESCRIPTION = "aria-description";

/**
 * Marks uncertain words in the originals of a log, and names them in the description of each original for screen readers. It
 * highlights ranges of the DOM, so React draws nothing again, and Find finds words as without marks. Browsers without
 * highlights show no marks.
 */
export function useUncertainMarks(log: RefObject<HTMLElement | null>, words: UncertainLines): void {
  const t = useTranslations("correction");
  useEffect(() => {
    const box = log.current;
    if (!box || words.size === 0) return;
    let described: Element[] = [];
    const clear = () => {
      for (const element of described) element.removeAttribute(DESCRIPTION);
      described = [];
    };
    const draw = () => {
      clear();
      const places: StaticRange[] = [];
      for (const element of box.querySelectorAll<HTMLElement>("[data-segment]")) {
        const line = words.get(element.dataset.segment ?? "");
        const original = line && element.querySelector(".original");
        const text = original?.firstChild;
        if (!line || !original || !(text instanceof Text)) continue;
        places.push(...line.places.map(([from, to]) => placeIn(text, from, Math.min(to, text.length))));
        original.setAttribute(DESCRIPTION, t("uncertain", { words: wordsAt(text.data, line) }));
        described.push(original);
      }
      mark(UNCERTAIN, places);
    };
    draw();
    const drawn = new MutationObserver((changes) => changesTexts(changes) && draw());
    drawn.observe(box, { childList: true, subtree: true, characterData: true });
    return () => {
      drawn.disconnect();
      clear();
      mark(UNCERTAIN, []);
    };
  }, [log, words, t]);
}
