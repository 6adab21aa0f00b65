import { onClock } from "#export/clock";
import { type DocumentTexts, gapText } from "#export/document";
import { placeText } from "#export/timestamp";
import { paragraphsOf, type Turn, turnsOf } from "#export/turns";
import type { ExportChoice, ExportedSession } from "#protocol/export";
import { sentenceSpace } from "#protocol/line-text";
import { direction } from "../format/direction";
import { PrintButton } from "./print-button";

type Props = {
  readonly session: ExportedSession;
  readonly choice: ExportChoice;
  readonly texts: DocumentTexts;
};

/** A session as paragraphs by speaker, like the file in plain text. */
export function PrintedTranscript({ session, choice, texts }: Props) {
  return (
    <main id="content" className="page printed">
      <div className="acts">
        <PrintButton />
      </div>
      <h1>{texts.title}</h1>
      <p className="facts">{texts.facts}</p>
      {turnsOf(onClock(session, choice).lines).map((turn) => (
        <PrintedTurn key={`${turn.first.seq} ${turn.first.part}`} turn={turn} choice={choice} texts={texts} />
      ))}
    </main>
  );
}

function PrintedTurn({ turn, choice, texts }: { turn: Turn } & Pick<Props, "choice" | "texts">) {
  const { first } = turn;
  if (turn.kind === "gap") return <p className="gap">{gapText(first, texts)}</p>;
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
            .map((text) => text ?? `(${texts.notTranslated})`)
            .reduce((before, sentence) => before + sentenceSpace(lang) + sentence)}
        </p>
      ))}
    </section>
  );
}
