"use client";

import { useEffect, useRef, useState } from "react";
import type { Segment, Translation } from "#protocol/transcript";
import { direction } from "../format/direction";
import { type Announcement, newestClosed, segmentsToAnnounce } from "./announcements";

/** Announced sentences that stay in the live region. A screen reader may read one after the next one has come. */
const KEPT = 20;
const NOTHING: readonly Announcement[] = [];

type Props = {
  /** The closed segments, in their order. */
  readonly segments: readonly Segment[];
  readonly translations: ReadonlyMap<string, Translation>;
  /** The language that is read; null: the original. */
  readonly lang: string | null;
  readonly isOn: boolean;
};

/**
 * The one live region of a transcript: a screen reader reads each finished sentence once, in one language. The log itself
 * is not live, since its lines hold several languages and placeholders.
 */
export function Announcer({ segments, translations, lang, isOn }: Props) {
  const [announced, setAnnounced] = useState(NOTHING);
  const begun = useRef<{ lang: string | null; after: number; said: Set<number> } | null>(null);
  useEffect(() => {
    if (!isOn) {
      begun.current = null;
      return setAnnounced(NOTHING);
    }
    if (begun.current?.lang !== lang) {
      begun.current = { lang, after: newestClosed(segments), said: new Set() };
      setAnnounced(NOTHING);
    }
    const { after, said } = begun.current;
    const due = segmentsToAnnounce(segments, translations, { lang, after, said });
    if (due.length === 0) return;
    for (const { seq } of due) said.add(seq);
    setAnnounced((before) => [...before, ...due].slice(-KEPT));
  }, [segments, translations, lang, isOn]);
  return (
    <div className="sr announcer" aria-live="polite">
      {announced.map(({ seq, lang: said, text }) => (
        <p key={seq} lang={said} dir={direction(said)} translate="no">
          {text}
        </p>
      ))}
    </div>
  );
}
