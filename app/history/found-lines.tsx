"use client";

import Link from "next/link";
import { lineKey } from "#protocol/line-place";
import { clockText, isoDuration } from "../format/clock";
import { direction } from "../format/direction";
import type { Hit } from "./found";

/** The lines of a session in which something was found; each leads to its second, and to its words in the others. */
export function FoundLines({ sessionId, hits }: { sessionId: string; hits: readonly Hit[] }) {
  return hits.map(({ startMs, texts, ...line }) => (
    <Link className="hit" key={lineKey(line)} href={`/sessions/${sessionId}${findOf(texts)}#at=${startMs}`}>
      <time className="time" dateTime={isoDuration(startMs)}>
        {clockText(startMs)}
      </time>
      <span>
        {texts.map(({ lang, text, marks }, at) => (
          <span key={lang} className={at === 0 ? "original" : "translation"} lang={lang} dir={direction(lang)}>
            <Marked text={text} marks={marks} />
          </span>
        ))}
      </span>
    </Link>
  ));
}

/** The first of the words that were found, for the page's own find. */
function findOf(texts: Hit["texts"]): string {
  const words = texts.flatMap(({ text, marks }) => marks.map(({ from, to }) => text.slice(from, to)));
  return words[0] === undefined ? "" : `?find=${encodeURIComponent(words[0])}`;
}

function Marked({ text, marks }: Pick<Hit["texts"][number], "text" | "marks">) {
  return (
    <>
      {marks.map(({ from, to }, at) => (
        <span key={from}>
          {text.slice(marks[at - 1]?.to ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.to ?? 0)}
    </>
  );
}
