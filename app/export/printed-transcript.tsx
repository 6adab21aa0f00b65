import { onClock } from "#export/clock";
import { type DocumentWords, gapText } from "#export/document";
import { placeText } from "#export/timestamp";
import { paragraphsOf, type Turn, turnsOf } from "#export/turns";
import type { ExportChoice, ExportedSession } from "#protocol/export";
import { sentenceSpace } from "#protocol/line-text";
import { direction } from "../format/direction";
import { PrintButton } from "./print-button";

type Props = {
  readonly session: ExportedSession;
  readonly choice: ExportChoice;
  readonly words: DocumentWords;
};

/** A session as paragraphs by speaker, like the file in plain text. */
export function PrintedTranscript({ session, choice, words }: Props) {
  return (
    <main id="content" className="page printed">
      <div className="acts">
        <PrintButton />
      </div>
      <h1>{words.title}</h1>
      <p className="facts">{words.facts}</p>
      {turnsOf(onClock(session, choice).lines).map((turn) => (
        <PrintedTurn key={`${turn.first.seq} ${turn.first.part}`} turn={turn} choice={choice} words={words} />
      ))}
    </main>
  );
}

function PrintedTurn({ turn, choice, words }: { turn: Turn } & Pick<Props, "choice" | "words">) {
  const { first } = turn;
  if (turn.kind === "gap") return <p className="gap">{gapText(first, words)}</p>;
  const speaker = choice.speakers ? first.speaker : null;
  const paragraphs = paragraphsOf(turn, choice);
  return (
    <section className="turn">
      {(choice.times || speaker) && (
        <p className="turn-head">
          {choice.times && <time className="num">{placeText(first.startMs)}</time>}
          {speaker && <b>{speaker}</b>}
        </p>
      )}
      {paragraphs.map(({ lang, sentences }, at) => (
        <p
          key={lang}
          lang={lang}
          dir={direction(lang)}
          translate="no"
          className={at < paragraphs.length - 1 ? "original" : undefined}
        >
          {sentences
            .map((text) => text ?? `(${words.notTranslated})`)
            .reduce((before, sentence) => before + sentenceSpace(lang) + sentence)}
        </p>
      ))}
    </section>
  );
}
