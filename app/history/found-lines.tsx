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
        {texts.map(({ lang, text, marks, next }, at) => (
          <span
            key={lang}
            className={at === 0 ? "original" : "translation"}
            lang={lang}
            dir={direction(lang)}
            translate="no"
          >
            <Marked text={text} marks={marks} />
            {next && (
              <>
                {" "}
                <Marked text={next.text} marks={next.marks} />
              </>
            )}
          </span>
        ))}
      </span>
    </Link>
  ));
}

/** The query that puts the first matching words into the find field of the session's page. */
function findOf(texts: Hit["texts"]): string {
  const acrossLines = texts.flatMap(({ next, ...line }) => {
    const [head, tail] = [markedWords(line).at(-1), next && markedWords(next)[0]];
    return head === undefined || tail === undefined ? [] : [`${head} ${tail}`];
  });
  const words = [...acrossLines, ...texts.flatMap(markedWords)][0];
  return words === undefined ? "" : `?find=${encodeURIComponent(words)}`;
}

function markedWords({ text, marks }: Pick<Hit["texts"][number], "text" | "marks">): string[] {
  return marks.map(({ from, to }) => text.slice(from, to));
}

function Marked({ text, marks }: Pick<Hit["texts"][number], "text" | "marks">) {
  return (
    <>
      {marks.map(({ from, to }, at) => (
        <span key={from}>
          <span>{text.slice(marks[at - 1]?.to ?? 0, from)}</span>
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      <span>{text.slice(marks.at(-1)?.to ?? 0)}</span>
    </>
  );
}
