"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import { isOver } from "#protocol/session-over";
import { samplesToMs } from "#protocol/sound";
import type { Changes } from "#protocol/transcript";
import { askWhenConnected } from "../connection/until-connected";
import { useSession } from "../connection/use-session";
import { useDropUnsaved } from "../correction/use-drop-unsaved";
import { BlockedNotice } from "../frame/blocked-notice";
import { BudgetNotice } from "../frame/budget-notice";
import { useCopy } from "../frame/copy";
import { OutdatedNotice } from "../frame/outdated-notice";
import type { LanguageChoices } from "../languages/language-choices";
import { LanguagesButton } from "../languages/languages-button";
import { MicrophoneDialog } from "../microphone/microphone-dialog";
import { keepSoundChoice, type SoundChoice } from "../microphone/sound-choice";
import { roomLink } from "../share/audience-panel";
import { type Ask, refusalIn, useLinks } from "../share/use-links";
import { SoundButton } from "../sound/sound-button";
import { useSpeaker } from "../speaking/use-speaker";
import { useLogReach } from "../transcript/use-log-reach";
import { useLogScroll } from "../transcript/use-log-scroll";
import { useSpokenTitle } from "../transcript/use-spoken-title";
import { shownLanguages, type View, ViewSwitch } from "../transcript/view-switch";
import { AudienceButton, type AudienceOver, AudienceSide } from "./audience-side";
import { Dock } from "./dock";
import { EndDialog } from "./end-dialog";
import { EndingDock } from "./ending";
import { HealthPanel } from "./health-panel";
import { LanguageNotice } from "./language-notice";
import { LiveHead } from "./live-head";
import { LiveLog } from "./live-log";
import { LiveNoticeView } from "./live-notice";
import { useLiveShortcuts } from "./live-shortcuts";
import { liveStatus } from "./live-status";
import { RecordingDock, RecordingNotice } from "./recording-dock";
import { ScreenNotice } from "./screen-notice";
import { SoundNotice } from "./sound-notice";
import { useElapsed } from "./use-elapsed";

type Props = {
  readonly initial: Changes;
  /** The id of the person whose session it is. */
  readonly person: string;
  readonly languageChoices: LanguageChoices;
};

/** The page of a live session: it speaks, or follows another page that speaks. */
export function LivePage({ initial, person, languageChoices }: Props) {
  const { connection, client, snapshot, transcript } = useSession(initial);
  const session = transcript.session ?? initial.session;
  const gone = snapshot?.access === "deleted" || snapshot?.access === "not-found";
  useDropUnsaved(session.id, snapshot?.access === "deleted");
  const sessionState = gone ? "deleted" : session.state;
  const over = isOver(sessionState);
  const { speaker, state } = useSpeaker(connection, { sessionId: session.id, person, isOver: over });
  const [view, setView] = useState<View>(session.targetLangs[0] ?? null);
  const [choosing, setChoosing] = useState(false);
  const chooseSound = (change: Partial<SoundChoice>) => {
    keepSoundChoice(change);
    void speaker?.choose(change);
  };
  const langs = useMemo(() => shownLanguages(view, session.targetLangs), [view, session.targetLangs]);
  useEffect(() => client?.showDraftsIn(langs), [client, langs]);
  const segments = useLogReach(transcript, langs, {
    isOver: over,
    isWhole: snapshot?.isWhole ?? false,
    sourceLang: session.sourceLang,
  });
  const spokenTitle = useSpokenTitle(transcript);
  const use = useLogScroll({ count: segments.closed.length, look: langs.join() });
  const status = liveStatus({
    session: sessionState,
    connection: snapshot?.connection ?? "connecting",
    recogniser: transcript.head?.recogniser ?? "ok",
    isPaused: session.paused ?? false,
    speaker: state,
  });
  const speakHere = useCallback(() => speaker?.begin(), [speaker]);

  const { targetLangs } = session;
  const isSpeaking = state.mode === "speaking";
  const pauseOrResume = useCallback(() => {
    if (!isSpeaking && session.paused) speaker?.begin();
    else void speaker?.pauseOrResume();
  }, [isSpeaking, session.paused, speaker]);
  const [isEnding, setEnding] = useState(false);
  const end = useCallback(() => {
    setEnding(false);
    if (isSpeaking) void speaker?.stop();
    else void askWhenConnected(connection, "stop", { sessionId: session.id });
  }, [isSpeaking, speaker, connection, session.id]);
  const sendRecorded = useCallback(async () => speaker?.finishSending(), [speaker]);
  const [audience, setAudience] = useState<AudienceOver>(null);
  const ask: Ask = useCallback(async (event, request) => askWhenConnected(connection, event, request), [connection]);
  const health = over ? null : (snapshot?.health ?? null);
  const translateDrafts = useCallback(
    async (isOn: boolean) => refusalIn(await ask("session:translate-drafts", { sessionId: session.id, isOn })),
    [ask, session.id],
  );
  const links = useLinks(session.id, ask, snapshot?.connection === "connected");
  const shown = roomLink(links, session, Date.now());
  const address = shown?.address ?? null;
  const copying = useCopy(address);
  const shortcuts = useLiveShortcuts(targetLangs, {
    pauseOrResume,
    onView: setView,
    copyLink: copying.copy,
    showCode: useCallback(() => setAudience(address === null ? null : "code"), [address]),
  });
  const elapsedMs = useElapsed(session.id, {
    anchor: transcript.anchor,
    covered: transcript.head?.covered ?? 0,
    arrived: snapshot?.arrived ?? null,
    sender: state.sender,
  });

  return (
    <div className="live">
      <LiveHead
        session={{ ...session, spokenTitle }}
        status={status}
        shortcuts={shortcuts}
        lagMs={health?.commitLagMs ?? null}
      >
        <AudienceButton readers={snapshot?.readers ?? null} onOpen={() => setAudience("panel")} />
      </LiveHead>
      <main className="stage" id="content">
        <div className={view === null && targetLangs.length > 1 ? "talk all" : "talk"}>
          <div className="views">
            <ViewSwitch targets={targetLangs} view={view} onView={setView} />
            <SoundButton session={session} look="btn btn-quiet sound-open" />
            {!over && <LanguagesButton session={session} languageChoices={languageChoices} ask={ask} />}
          </div>
          <div className="view">
            <div className="notices" role="status">
              {status.notice && (
                <LiveNoticeView
                  notice={status.notice}
                  source={state.source}
                  microphoneLabel={state.label}
                  actions={{
                    tryNow: () => connection?.reset(),
                    speakHere,
                    openMicrophone: () => void speaker?.mend(),
                    choose: () => setChoosing(true),
                    goBack: (deviceId) => chooseSound({ deviceId }),
                    useMicrophone: () => chooseSound({ source: "microphone" }),
                  }}
                />
              )}
              <ScreenNotice isWanted={isSpeaking && state.microphone !== "paused" && !over} />
              {snapshot?.isBlocked && <BlockedNotice />}
              {snapshot?.isOutdated && <OutdatedNotice before={sendRecorded} />}
              {health?.isOtherLanguage && <LanguageNotice lang={session.sourceLang} />}
              <BudgetNotice health={snapshot?.health ?? null} isOver={over} />
              {session.recording && <RecordingNotice recording={session.recording} />}
              {session.sound === "full" && !over && <SoundNotice />}
            </div>
            <LiveLog
              session={session}
              state={sessionState}
              connection={connection}
              transcript={transcript}
              langs={langs}
              segments={segments}
              use={use}
              isLive={status.pill.key === "live"}
              isSpeaking={isSpeaking}
            />
          </div>
        </div>
        {sessionState !== "deleted" && (
          <AudienceSide
            session={session}
            links={links}
            readers={snapshot?.readers ?? null}
            shown={shown}
            copying={copying}
            over={audience}
            onOver={setAudience}
          >
            {health && (
              <HealthPanel
                health={health}
                isTranslated={targetLangs.length > 0}
                onDraftTranslations={translateDrafts}
              />
            )}
          </AudienceSide>
        )}
      </main>
      {over ? (
        <EndingDock session={session} state={sessionState} onContinued={speakHere} />
      ) : session.recording ? (
        <RecordingDock
          recording={session.recording}
          doneMs={samplesToMs(Math.max(transcript.anchor, transcript.head?.covered ?? 0))}
          isEnding={sessionState === "ending"}
          onCancel={() => setEnding(true)}
        />
      ) : (
        <Dock
          speaker={state}
          isPaused={session.paused ?? false}
          elapsedMs={elapsedMs}
          level={speaker?.level ?? silence}
          onPauseOrResume={pauseOrResume}
          onEnd={() => setEnding(true)}
          onChoose={() => setChoosing(true)}
          onSpeakHere={speakHere}
        />
      )}
      {isEnding && !over && (
        <EndDialog readers={snapshot?.readers ?? null} onEnd={end} onClose={() => setEnding(false)} />
      )}
      {choosing && <MicrophoneDialog onClose={() => setChoosing(false)} onChange={chooseSound} />}
    </div>
  );
}

const silence = () => 0;
