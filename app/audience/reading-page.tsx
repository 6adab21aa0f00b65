"use client";

import { type ReactNode, Suspense, useEffect, useMemo, useState } from "react";
import { findLanguage } from "#protocol/pick-language";
import type { PublicView } from "#protocol/session";
import { isOver } from "#protocol/session-over";
import { loadedLater } from "../frame/loaded-later";
import { Notice } from "../frame/notice";
import { useWakeLock } from "../frame/use-wake-lock";
import { Keyboard } from "../keyboard/keyboard";
import { Announcer } from "../transcript/announcer";
import { JumpButton } from "../transcript/jump-button";
import { ScrolledLog } from "../transcript/scrolled-log";
import { SegmentList } from "../transcript/segment-list";
import { SpokenNow } from "../transcript/spoken-now";
import { useLogReach } from "../transcript/use-log-reach";
import { useLogScroll } from "../transcript/use-log-scroll";
import { useSpokenTitle } from "../transcript/use-spoken-title";
import { useTexts } from "../wording/use-texts";
import { type AudienceNotice, audienceStatus } from "./audience-status";
import { LanguageButton } from "./language-button";
import { PaperFacts } from "./paper-facts";
import type { ReaderSnapshot } from "./reader-client";
import { applyTheme, classesOf, useReadingChoices, wantedLanguages } from "./reading-choices";
import { useReadingShortcuts } from "./reading-shortcuts";
import { ReadingTools } from "./reading-tools";
import { useListen } from "./use-listen";

const RareNotices = loadedLater(async () => (await import("./rare-notices")).RareNotices);
const DownloadPanel = loadedLater(async () => (await import("./download-panel")).DownloadPanel);
const Ended = loadedLater(async () => (await import("./ended")).Ended);

type Props = {
  readonly token: string;
  readonly snapshot: ReaderSnapshot;
  readonly session: PublicView;
  readonly onSwitch: (lang: string) => void;
};

/** A session as its audience reads it: while it is live, and afterwards. */
export function ReadingPage({ token, snapshot, session, onSwitch }: Props) {
  const t = useTexts("audience");
  const { transcript, lang, may, isBlocked, isOutdated } = snapshot;
  const [choices, change] = useReadingChoices();
  useEffect(() => applyTheme(choices.theme), [choices.theme]);
  const langs = useMemo(() => (lang === null ? [] : [lang]), [lang]);
  const segments = useLogReach(transcript, langs, {
    isOver: isOver(session.state),
    isWhole: snapshot.isWhole,
    sourceLang: session.sourceLang,
  });
  const isNothingSaid = segments.closed.length + segments.spoken.length === 0;
  const status = audienceStatus({
    connection: snapshot.connection,
    session: session.state,
    speaker: snapshot.speaker,
    isPaused: session.paused ?? false,
    recogniser: transcript.head?.recogniser ?? "ok",
    hasLines: !isNothingSaid,
  });
  const over = status.pill.key === "ended" || status.pill.key === "failed";
  const [follow] = useState(!over);
  const listening = useListen(transcript, lang);
  const { noVoice } = listening;
  useWakeLock(status.pill.key === "live");
  const spoken = useSpokenTitle(transcript, lang);
  const title = session.title || (spoken?.text ?? t("untitled"));
  useEffect(() => {
    document.title = title;
    // A link that ends leaves no word behind: the title may be the first sentence.
    return () => {
      document.title = t("untitled");
    };
  }, [title, t]);
  const mayOriginal = may?.original ?? false;
  const readable = mayOriginal ? [...session.targetLangs, session.sourceLang] : session.targetLangs;
  // Asked once: languages that are added later change nothing for a reader who is reading.
  const [lacks, setLacks] = useState(
    () => readable.length > 0 && !findLanguage(wantedLanguages(choices, navigator.languages), readable),
  );
  const only = lacks && readable.length === 1 ? readable : null;
  const answer = (fallback: string) => {
    setLacks(false);
    change({ fallback });
  };
  const original = !mayOriginal ? "none" : lang === null ? "alone" : choices.original ? "above" : "none";
  const look = [lang, classesOf(choices), original].join();
  const use = useLogScroll({ count: segments.closed.length, follow, look });
  const shortcuts = useReadingShortcuts({ choices, change, jump: use.state.jump });
  // The link shows translations only, and the session has none in its languages.
  const isNothingShown = lang === null && !mayOriginal;
  const shown = { transcript, langs, original, hasTime: false } as const;

  return (
    <div className={`audience ${classesOf(choices)}`}>
      <header className="top">
        <div className="title">
          <h1 title={title} lang={session.title ? undefined : spoken?.lang} dir="auto" translate="no">
            {title}
          </h1>
          <div className="state">
            <span className={`pill pill-${status.pill.look}`}>{t(status.pill.key)}</span>
            <span className="automatic">{t("automatic")}</span>
          </div>
          <PaperFacts session={session} lang={lang} />
        </div>
        <LanguageButton
          session={session}
          lang={lang}
          choices={readable}
          asks={lacks && readable.length > 1}
          onAnswer={answer}
          onSwitch={(chosen) => {
            // Do not store an answer to the fallback question as the reader's preferred language.
            if (!lacks) change({ lang: chosen });
            onSwitch(chosen);
          }}
        />
      </header>
      <main className="reader" id="content">
        <div className="view">
          <div className="notices" role="status">
            {status.notice && <Saying notice={status.notice} />}
            <Suspense>
              {(isBlocked || isOutdated || only || noVoice) && (
                <RareNotices {...{ isBlocked, isOutdated, only, noVoice }} onOnly={answer} />
              )}
            </Suspense>
          </div>
          <ScrolledLog
            use={use}
            below={
              <>
                {isNothingShown && <p className="first">{t("noLanguages")}</p>}
                {isNothingSaid && !isNothingShown && <p className="first">{t(over ? "nothingSaid" : "nothingYet")}</p>}
                {!isNothingShown && (!over || segments.spoken.length > 0) && (
                  <SpokenNow segments={segments.spoken} isLive={status.pill.key === "live"} {...shown} />
                )}
                <Suspense>
                  {over && <Ended token={token} state={session.state} mayHear={may?.hear} segments={segments.logged} />}
                </Suspense>
              </>
            }
          >
            <SegmentList
              segments={isNothingShown ? [] : segments.logged}
              saysMissing={segments.saysMissing}
              foundUpTo={segments.foundUpTo}
              {...shown}
            />
          </ScrolledLog>
          <Announcer
            segments={segments.closed}
            translations={transcript.translations}
            lang={lang}
            isOn={choices.announce}
          />
          {!over && <JumpButton {...use.state} />}
        </div>
      </main>
      <footer className="tools-row">
        <ReadingTools
          choices={choices}
          onChange={change}
          hasOriginal={mayOriginal && lang !== null}
          listening={listening}
        >
          {may?.export && (
            <Suspense>
              <DownloadPanel token={token} lang={lang} hasOriginal={original === "above"} />
            </Suspense>
          )}
        </ReadingTools>
        <Keyboard shortcuts={shortcuts} />
      </footer>
    </div>
  );
}

function Saying({ notice }: { notice: AudienceNotice }): ReactNode {
  const t = useTexts("audience");
  const look = notice === "paused" || notice === "waiting" ? "plain" : "late";
  const glyph = look === "late" ? "again" : notice === "paused" ? "pause" : "mic";
  return (
    <Notice look={look} glyph={glyph} title={t(`${notice}Title`)}>
      {t(`${notice}Help`)}
    </Notice>
  );
}
