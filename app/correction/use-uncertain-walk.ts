"use client";

import { type RefObject, useCallback, useMemo, useRef, useState } from "react";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import { scrollToLine } from "../transcript/scroll-to-line";
import { findSegmentElement } from "../transcript/segment-element";
import { nextUncertain, type UncertainPlace, uncertainPlaces } from "./uncertain-places";
import type { UncertainLines } from "./uncertain-words";

type Options = {
  readonly log: RefObject<HTMLElement | null>;
  readonly segments: readonly Segment[];
  readonly uncertain: {
    readonly isOn: boolean;
    readonly setOn: (isOn: boolean) => void;
    readonly words: UncertainLines;
  };
  /** Goes to an index in the text of the line with this key. */
  readonly goTo: (key: string, offset: number) => void;
  readonly currentLine: () => Segment | undefined;
};

/**
 * Walks through the uncertain words: each is selected, and the replay moves there. Without marks, the first step turns them on.
 * @returns the step, and the index of the word that is shown; null: none
 */
export function useUncertainWalk({ log, segments, uncertain, goTo, currentLine }: Options) {
  const { isOn, setOn, words } = uncertain;
  const places = useMemo(() => uncertainPlaces(segments, words), [segments, words]);
  const [last, setLast] = useState<UncertainPlace | null>(null);
  const known = useRef({ places, segments, last });
  known.current = { places, segments, last };
  const walk = useCallback(
    (by: 1 | -1) => {
      if (!isOn) return setOn(true);
      const { places, segments: lines, last } = known.current;
      const line = currentLine();
      const current = line ? lines.indexOf(line) : 0;
      const place = places[nextUncertain(places, { last, lines, current, by })];
      if (!place) return;
      setLast(place);
      goTo(place.key, place.from);
      const element = findSegmentElement(
        log.current,
        lines.find((one) => segmentKey(one) === place.key),
      );
      const text = element?.querySelector(".original")?.firstChild;
      if (element) scrollToLine(element);
      if (text instanceof Text) getSelection()?.setBaseAndExtent(text, place.from, text, place.to);
    },
    [isOn, setOn, goTo, currentLine, log],
  );
  const at = places.findIndex(({ key, from }) => key === last?.key && from === last.from);
  return { walk, at: at === -1 ? null : at };
}
