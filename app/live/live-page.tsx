"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslations } from "use-intl/react";
import { lines, type Transcript } from "#protocol/reduce";
import { isOver } from "#protocol/session";
import { samplesToMs } from "#protocol/sound";
import type { Changes } from "#protocol/transcript";
import { EditableList } from "../correction/editable-list";
import { DraftBlock } from "../session/draft-block";
import { writtenTranslations } from "../session/earlier-languages";
import { useSession } from "../session/use-session";
import { shownLanguages, type View, ViewSwitch } from "../session/view-switch";
import { roomAddress } from "../share/audience-panel";
import { useCopy } from "../share/copy";
import { type Ask, refusalIn, useLinks } from "../share/use-links";
import type { Offer } from "../start/offer";
import { AudienceButton, type AudienceOver, AudienceSide } from "./audience-side";
import { Dock } from "./dock";
import { DraftRoom } from "./draft-room";
import { EndingDock, EndingWords } from "./ending";
import { HealthPanel } from "./health-panel";
import { LanguagesButton } from "./languages-button";
import { LiveHead } from "./live-head";
import { LiveNoticeView } from "./live-notice";
import { useLiveShortcuts } from "./live-shortcuts";
import { liveStatus } from "./live-status";
import { MicrophoneDialog } from "./microphone-dialog";
import { ScrolledLog, useLogScroll } from "./scrolled-log";
import { markSpeaking, preferMicrophone } from "./speaking-mark";
import { useSpeaker } from "./use-speaker";
import { useWakeLock } from "./use-wake-lock";

/** The page that speaks, or that watches another one speak. */
export function LivePage({ initial, offer }: { initial: Changes; offer: Offer }) {
  const t = useTranslations("live");
  const { line, client, snapshot, transcript } = useSession(initial);
  const session = transcript.session ?? initial.session;
  const gone = snapshot?.access === "deleted" || snapshot?.access === "not-found";
  const sessionState = gone ? "deleted" : session.state;
  const over = isOver(sessionState);
  const { speaker, state } = useSpeaker(over && !line ? null : line, session.id);
  const [view, setView] = useState<View>(session.targetLangs[0] ?? null);
  const [choosing, setChoosing] = useState(false);
  const langs = shownLanguages(view, session.targetLangs);
  useEffect(() => client?.showDraftsIn(langs), [client, langs]);
  const segments = useMemo(() => lines(transcript), [transcript]);
  const written = useMemo(
    () => writtenTranslations(transcript.translations, session.targetLangs),
    [transcript.translations, session.targetLangs],
  );
  const use = useLogScroll(segments.length);
  const status = liveStatus({
    session: sessionState,
    connection: snapshot?.connection ?? "connecting",
    recogniser: transcript.head?.recogniser ?? "ok",
    speaker: state,
  });
  const speakHere = useCallback(() => {
    markSpeaking(session.id);
    speaker?.begin();
  }, [session.id, speaker]);

  const { targetLangs } = session;
  const pauseOrResume = useCallback(() => void speaker?.pauseOrResume(), [speaker]);
  const [audience, setAudience] = useState<AudienceOver>(null);
  const ask: Ask = useCallback(async (event, request) => line?.ask(event, request) ?? null, [line]);
  const health = over ? null : (snapshot?.health ?? null);
  const translateDrafts = useCallback(
    async (isOn: boolean) => refusalIn(await ask("translateDrafts", { sessionId: session.id, isOn })),
    [ask, session.id],
  );
  const links = useLinks(session.id, ask, snapshot?.connection === "connected");
  const address = roomAddress(links, Date.now());
  const copying = useCopy(address);
  const shortcuts = useLiveShortcuts(targetLangs, {
    pauseOrResume,
    onView: setView,
    copyLink: copying.copy,
    showCode: useCallback(() => setAudience(address === null ? null : "code"), [address]),
  });
  const elapsedMs = useElapsed(transcript, state.recordedMs);
  useWakeLock(state.mode === "speaking" && state.microphone !== "paused" && !over);

  return (
    <div className="live">
      <LiveHead session={session} status={status} shortcuts={shortcuts} lagMs={health?.commitLagMs ?? null}>
        <AudienceButton readers={snapshot?.readers ?? null} onOpen={() => setAudience("panel")} />
      </LiveHead>
      <main className="stage" id="content">
        <div className={view === null && targetLangs.length > 1 ? "talk all" : "talk"}>
          <div className="views">
            <ViewSwitch targets={targetLangs} view={view} onView={setView} />
            {!over && <LanguagesButton session={session} offer={offer} ask={ask} />}
          </div>
          <div className="view">
            <div className="notices" role="status">
              {status.notice && (
                <LiveNoticeView
                  notice={status.notice}
                  microphoneLabel={state.label}
                  deeds={{
                    tryNow: () => line?.reset(),
                    speakHere,
                    openMicrophone: () => void speaker?.mend(),
                    choose: () => setChoosing(true),
                  }}
                />
              )}
            </div>
            <ScrolledLog
              use={use}
              below={
                segments.length === 0 &&
                !over && <p className="first">{t(state.mode === "speaking" ? "first" : "firstRead")}</p>
              }
            >
              <EditableList
                sessionId={session.id}
                line={line}
                segments={segments}
                translations={written}
                langs={langs}
                onWriting={use.onWriting}
              />
            </ScrolledLog>
          </div>
          <DraftRoom scroll={use.state} over={over}>
            {over ? (
              <EndingWords state={sessionState} failure={session.failure} />
            ) : (
              <DraftBlock
                transcript={transcript}
                sourceLang={session.sourceLang}
                langs={langs}
                caret={status.pill.key === "live"}
              />
            )}
          </DraftRoom>
        </div>
        {sessionState !== "deleted" && (
          <AudienceSide
            session={session}
            links={links}
            readers={snapshot?.readers ?? null}
            address={address}
            copying={copying}
            over={audience}
            onOver={setAudience}
          >
            {health && <HealthPanel health={health} onDraftTranslations={translateDrafts} />}
          </AudienceSide>
        )}
      </main>
      {over ? (
        <EndingDock sessionId={session.id} state={sessionState} />
      ) : (
        <Dock
          speaker={state}
          elapsedMs={elapsedMs}
          level={speaker?.level ?? silence}
          onPauseOrResume={pauseOrResume}
          onStop={() => void speaker?.stop()}
          onChoose={() => setChoosing(true)}
          onSpeakHere={speakHere}
        />
      )}
      {choosing && (
        <MicrophoneDialog
          onClose={() => setChoosing(false)}
          onChoose={(deviceId) => {
            setChoosing(false);
            preferMicrophone(deviceId);
            void speaker?.choose(deviceId);
          }}
        />
      )}
    </div>
  );
}

const silence = () => 0;

/** How much was said: what was there when this page began, and what it has recorded since. In ms. */
function useElapsed(transcript: Transcript, recordedMs: number): number {
  const knownMs = samplesToMs(Math.max(transcript.anchor, transcript.head?.covered ?? 0));
  const [beforeMs, setBeforeMs] = useState(knownMs);
  useEffect(() => {
    if (recordedMs === 0) setBeforeMs(knownMs);
  }, [recordedMs, knownMs]);
  return recordedMs === 0 ? knownMs : beforeMs + recordedMs;
}
