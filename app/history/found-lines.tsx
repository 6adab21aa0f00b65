"use client";

import Link from "next/link";
import { segmentKey } from "#protocol/segment-id";
import { clockText, isoDuration } from "../format/clock";
import { direction } from "../format/direction";
import type { Hit } from "./found";

/** The matching lines of a session. Each links to its second, with the match in the find field of that page. */
export function FoundLines({ sessionId, hits }: { sessionId: string; hits: readonly Hit[] }) {
  return hits.map(({ startMs, texts, ...line }) => (
    <Link className="hit" key={segmentKey(line)} href={`/sessions/${sessionId}${findOf(texts)}#at=${startMs}`}>
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

/** The query that puts the first matching word into the find field of the session's page. */
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
