"use client";

import { type ReactNode, useEffect, useMemo, useState } from "react";
import { lines } from "#protocol/reduce";
import type { PublicView } from "#protocol/session";
import { Notice } from "../frame/notice";
import { Keyboard } from "../keyboard/keyboard";
import { DraftRoom } from "../live/draft-room";
import { ScrolledLog, useLogScroll } from "../live/scrolled-log";
import { useWakeLock } from "../live/use-wake-lock";
import { DraftBlock } from "../session/draft-block";
import { SegmentList } from "../session/segment-list";
import { useWords } from "../wording/use-words";
import { type AudienceNotice, audienceStatus } from "./audience-status";
import { LanguageButton } from "./language-button";
import type { ReaderSnapshot } from "./reader-client";
import { useReadingChoices } from "./reading-choices";
import { useReadingShortcuts } from "./reading-shortcuts";
import { ReadingTools } from "./reading-tools";
import { TakeAlong } from "./take-along";
import { useListen } from "./use-listen";

type Props = {
  readonly token: string;
  readonly snapshot: ReaderSnapshot;
  readonly session: PublicView;
  readonly onSwitch: (lang: string) => void;
};

/** A session as its audience reads it: while it is live, and afterwards. */
export function ReadingPage({ token, snapshot, session, onSwitch }: Props) {
  const t = useWords("audience");
  const { transcript, lang, may } = snapshot;
  const [choices, change] = useReadingChoices();
  const segments = useMemo(() => lines(transcript), [transcript]);
  const langs = useMemo(() => (lang === null ? [] : [lang]), [lang]);
  const status = audienceStatus({
    connection: snapshot.connection,
    session: session.state,
    speaker: snapshot.speaker,
    recogniser: transcript.head?.recogniser ?? "ok",
    hasLines: segments.length > 0,
  });
  const over = status.pill.key === "ended" || status.pill.key === "failed";
  const [follow] = useState(!over);
  const use = useLogScroll(segments.length, follow);
  const listening = useListen(transcript, lang);
  useWakeLock(status.pill.key === "live");
  const title = session.title || t("untitled");
  useEffect(() => {
    document.title = title;
  }, [title]);
  const shortcuts = useReadingShortcuts({ choices, change, jump: use.state.jump });
  const mayOriginal = may?.original ?? false;
  const original = !mayOriginal ? "none" : lang === null ? "alone" : choices.original ? "above" : "none";

  return (
    <div className={`audience size-${choices.size}`}>
      <header className="top">
        <div className="title">
          <h1 title={title}>{title}</h1>
          <span className={`pill pill-${status.pill.look}`}>{t(status.pill.key)}</span>
        </div>
        <LanguageButton
          session={session}
          lang={lang}
          mayOriginal={mayOriginal}
          onSwitch={(chosen) => {
            change({ lang: chosen });
            onSwitch(chosen);
          }}
        />
      </header>
      <main className="reader" id="content">
        <div className="view">
          <div className="notices" role="status">
            {status.notice && <Saying notice={status.notice} />}
            {listening.noVoice && <Notice look="plain" glyph="listen" title={t("noVoice")} />}
          </div>
          <ScrolledLog
            use={use}
            announce={choices.announce}
            below={segments.length === 0 && <p className="first">{t(over ? "nothingSaid" : "nothingYet")}</p>}
          >
            <SegmentList
              segments={segments}
              translations={transcript.translations}
              langs={langs}
              original={original}
              hasTime={false}
            />
          </ScrolledLog>
        </div>
        <DraftRoom scroll={use.state} over={over}>
          {over ? (
            <Ending state={session.state} />
          ) : (
            <DraftBlock
              transcript={transcript}
              sourceLang={session.sourceLang}
              langs={langs}
              caret={status.pill.key === "live"}
              hasOriginal={mayOriginal}
              hasTime={false}
            />
          )}
        </DraftRoom>
      </main>
      <footer className="tools-row">
        <ReadingTools
          choices={choices}
          onChange={change}
          hasOriginal={mayOriginal && lang !== null}
          listening={listening}
        >
          {may?.export && <TakeAlong token={token} lang={lang} hasOriginal={original === "above"} />}
        </ReadingTools>
        <Keyboard shortcuts={shortcuts} />
      </footer>
    </div>
  );
}

function Saying({ notice }: { notice: AudienceNotice }): ReactNode {
  const t = useWords("audience");
  const look = notice === "paused" || notice === "waiting" ? "plain" : "late";
  const glyph = look === "late" ? "again" : notice === "paused" ? "pause" : "mic";
  return (
    <Notice look={look} glyph={glyph} title={t(`${notice}Title`)}>
      {t(`${notice}Help`)}
    </Notice>
  );
}

/** In the draft's room, when nothing more will come. */
function Ending({ state }: { state: PublicView["state"] }) {
  const t = useWords("audience");
  return (
    <div className="ending" role="status">
      <strong>{t(state === "failed" ? "failedTitle" : "endedTitle")}</strong>
      <p>{t("endedHelp")}</p>
    </div>
  );
}
