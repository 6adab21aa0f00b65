"use client";

import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Transcript } from "#protocol/reduce";
import { segmentKey } from "#protocol/segment-id";
import type { SessionView } from "#protocol/session";
import { isOver } from "#protocol/session-over";
import type { Connection } from "../connection/connection";
import type { SessionClient } from "../connection/session-client";
import { EditableList } from "../correction/editable-list";
import { LineSoundContext } from "../correction/line-sound";
import { ReplaceDialog } from "../correction/replace-dialog";
import { UncertainSwitch } from "../correction/uncertain-switch";
import { UncertainWords } from "../correction/uncertain-words";
import { editButtonOf } from "../correction/use-line-tools";
import { useUncertainMarks } from "../correction/use-uncertain-marks";
import { useUncertainWalk } from "../correction/use-uncertain-walk";
import { useUncertainWords } from "../correction/use-uncertain-words";
import { FindField } from "../find/find-field";
import { IconButton } from "../frame/icon-button";
import { lineAt, placeOfWord } from "../replay/cursor";
import { type LinesShown, LinesSwitch } from "../replay/lines-switch";
import { PlayFrom } from "../replay/play-from";
import { Player } from "../replay/player";
import { Replay } from "../replay/replay";
import { useReplayShortcuts } from "../replay/replay-shortcuts";
import { SilenceSwitch } from "../replay/silence-switch";
import { useAtSecond } from "../replay/use-at-second";
import { useCurrentLine } from "../replay/use-current-line";
import { useLineClicks } from "../replay/use-line-clicks";
import { useLinesSound } from "../replay/use-lines-sound";
import { useWordTimes } from "../replay/use-word-times";
import { Announcer } from "../transcript/announcer";
import { earlierLanguages, presentTranslations } from "../transcript/earlier-languages";
import { findSegmentElement } from "../transcript/segment-element";
import { SegmentList } from "../transcript/segment-list";
import { SpokenNow } from "../transcript/spoken-now";
import { useLogReach } from "../transcript/use-log-reach";
import { shownLanguages, type View, ViewSwitch } from "../transcript/view-switch";

type Props = {
  readonly session: SessionView;
  readonly transcript: Transcript;
  readonly connection: Connection | null;
  readonly client: SessionClient | null;
  /** Everything that was stored when the page was opened is there. */
  readonly isWhole: boolean;
};

const NONE: readonly string[] = [];
const NOT_FOUND: ReadonlySet<string> = new Set();

/** The transcript of a session, with replay, find and correction. */
export function SessionLines({ session, transcript, connection, client, isWhole }: Props) {
  const t = useTranslations("session");
  const tLive = useTranslations("live");
  const tLog = useTranslations("transcript");
  const tCorrection = useTranslations("correction");
  const [view, setView] = useState<View>(session.targetLangs[0] ?? null);
  const [shown, setShown] = useState<LinesShown>("both");
  const [replay] = useState(() => new Replay());
  const log = useRef<HTMLElement>(null);
  const { targetLangs } = session;
  const earlier = useMemo(
    () => earlierLanguages(transcript.translations, targetLangs),
    [transcript.translations, targetLangs],
  );
  const written = useMemo(
    () => presentTranslations(transcript.translations, targetLangs),
    [transcript.translations, targetLangs],
  );
  // An earlier language is read-only; an editor that is open stays open.
  const isEarlier = view !== null && earlier.includes(view);
  const hasTranslations = targetLangs.length + earlier.length > 0;
  const langs = useMemo(
    () => (shown === "original" ? NONE : shownLanguages(view, isEarlier ? earlier : targetLangs)),
    [shown, view, isEarlier, earlier, targetLangs],
  );
  useEffect(() => client?.showDraftsIn(langs), [client, langs]);
  const over = isOver(session.state);
  const { sourceLang } = session;
  const {
    closed,
    logged: segments,
    spoken,
    saysMissing,
    foundUpTo,
  } = useLogReach(transcript, langs, { isOver: over, isWhole, sourceLang });
  const soundMs = (over && session.sound && session.soundMs) || 0;
  useEffect(() => replay.setLines(segments, soundMs), [replay, segments, soundMs]);
  useEffect(() => () => replay.close(), [replay]);
  useAtSecond(log, replay, { segments, isWhole });
  const timesOf = useWordTimes(session.id, soundMs > 0);
  const lineSound = useLinesSound(replay, timesOf, soundMs > 0);
  useCurrentLine(log, segments, replay, timesOf);
  const known = useRef(segments);
  known.current = segments;
  const goTo = useCallback(
    (key: string, offset: number | null = null) => {
      const segment = known.current.find((one) => segmentKey(one) === key);
      if (!segment) return;
      const { startMs, text } = segment;
      replay.moveTo(offset === null ? startMs : placeOfWord(text, segment, offset, timesOf(segment)));
    },
    [replay, timesOf],
  );
  const goToPressed = useCallback(
    (key: string, offset: number | null) => goTo(key, soundMs > 0 ? offset : null),
    [goTo, soundMs],
  );
  useLineClicks(log, goToPressed);
  const currentLine = useCallback(() => {
    const { placeMs, isBegun } = replay.getSnapshot();
    return isBegun ? known.current[lineAt(known.current, placeMs)] : undefined;
  }, [replay]);
  const editCurrent = useCallback(
    () => editButtonOf(findSegmentElement(log.current, currentLine()))?.click(),
    [currentLine],
  );
  const playCurrent = useCallback(() => {
    const line = currentLine();
    if (line) replay.playLine(line);
  }, [replay, currentLine]);
  const playFrom = useCallback(
    (startMs: number, time: ReactNode) => (
      <PlayFrom startMs={startMs} onPlay={replay.moveTo}>
        {time}
      </PlayFrom>
    ),
    [replay],
  );
  const uncertain = useUncertainWords({ connection, sessionId: session.id, segments, isOver: over });
  useUncertainMarks(log, uncertain.words);
  const [isReplacing, setReplacing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState(NOT_FOUND);
  const findInIt = useCallback(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const { walk: onWalk, at } = useUncertainWalk({ log, segments, uncertain, goTo, currentLine });
  const walking = { at, onWalk };
  const shortcuts = useReplayShortcuts(replay, {
    editCurrent,
    onWalk,
    findInIt,
    playCurrent: soundMs > 0 ? playCurrent : null,
  });

  const [isWriting, setWriting] = useState(false);
  const original = langs.length === 0 ? "alone" : shown === "both" ? "above" : "none";
  return (
    <>
      <div className="bar">
        <div className="shown">
          {hasTranslations && <LinesSwitch shown={shown} onShown={setShown} />}
          {shown !== "original" && <ViewSwitch targets={[...targetLangs, ...earlier]} view={view} onView={setView} />}
          {segments.length > 0 && shown !== "translation" && <UncertainSwitch {...uncertain} {...walking} />}
          {soundMs > 0 && <SilenceSwitch replay={replay} />}
        </div>
        {segments.length > 0 && (
          <div className="finding">
            <FindField log={log} field={field} show={goTo} onFound={setFound} />
            <IconButton
              glyph="replace"
              aria-label={tCorrection("replaceTitle")}
              title={tCorrection("replaceTitle")}
              onClick={() => setReplacing(true)}
            />
          </div>
        )}
      </div>
      {/* `Announcer` announces the lines. */}
      <section
        className="transcript"
        ref={log}
        role={over ? undefined : "log"}
        aria-live={over ? undefined : "off"}
        aria-label={tLog("transcript")}
      >
        {isEarlier && shown !== "original" && !isWriting ? (
          <SegmentList
            segments={segments}
            transcript={transcript}
            langs={langs}
            saysMissing={saysMissing}
            foundUpTo={foundUpTo}
            original={original}
            timeControl={playFrom}
          />
        ) : (
          <UncertainWords value={uncertain.words}>
            <LineSoundContext value={lineSound}>
              <EditableList
                sessionId={session.id}
                connection={connection}
                segments={segments}
                transcript={transcript}
                translations={written}
                langs={langs}
                saysMissing={saysMissing}
                foundUpTo={foundUpTo}
                original={original}
                timeControl={playFrom}
                onWriting={setWriting}
              />
            </LineSoundContext>
          </UncertainWords>
        )}
      </section>
      <Announcer
        segments={closed}
        translations={transcript.translations}
        lang={langs.length === 1 ? (langs[0] ?? null) : null}
        isOn={!over}
      />
      {segments.length + spoken.length === 0 && (
        <p className="nothing">{over ? t("nothingSaid") : tLive("firstRead")}</p>
      )}
      {(!over || spoken.length > 0) && (
        <SpokenNow
          segments={spoken}
          transcript={transcript}
          langs={langs}
          original={original}
          isLive={session.state === "live"}
          hasTools
        />
      )}
      {over && segments.length > 0 && (
        <Player {...{ sessionId: session.id, replay, segments, soundMs, found, shortcuts }} />
      )}
      {isReplacing && (
        <ReplaceDialog
          sessionId={session.id}
          connection={connection}
          segments={segments}
          translations={written}
          onClose={() => setReplacing(false)}
        />
      )}
    </>
  );
}
