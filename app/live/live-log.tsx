"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import type { Transcript } from "#protocol/reduce";
import type { SessionState, SessionView } from "#protocol/session";
import { isOver } from "#protocol/session-over";
import type { Connection } from "../connection/connection";
import { EditableList } from "../correction/editable-list";
import { Announcer } from "../transcript/announcer";
import { presentTranslations } from "../transcript/earlier-languages";
import { JumpButton } from "../transcript/jump-button";
import { ScrolledLog } from "../transcript/scrolled-log";
import { SpokenNow } from "../transcript/spoken-now";
import type { SegmentsShown } from "../transcript/use-log-reach";
import type { useLogScroll } from "../transcript/use-log-scroll";
import { EndingText } from "./ending";

type Props = {
  readonly session: SessionView;
  readonly state: SessionState;
  readonly connection: Connection | null;
  readonly transcript: Transcript;
  /** The languages shown. None: the original is the one text, large. */
  readonly langs: readonly string[];
  readonly segments: SegmentsShown;
  readonly use: ReturnType<typeof useLogScroll>;
  /** The session is live: a caret shows where words will follow. */
  readonly isLive: boolean;
  /** This page speaks. */
  readonly isSpeaking: boolean;
};

/** The transcript of a live session, which its owner can correct, and the sentence that is being spoken. */
export function LiveLog(props: Props) {
  const { session, state, connection, transcript, langs, segments, use, isLive, isSpeaking } = props;
  const t = useTranslations("live");
  const over = isOver(state);
  const translations = useMemo(
    () => presentTranslations(transcript.translations, session.targetLangs),
    [transcript.translations, session.targetLangs],
  );
  const isNothingSaid = segments.closed.length + segments.spoken.length === 0;
  const original = langs.length === 0 ? "alone" : "above";
  const shown = { transcript, translations, langs, original } as const;
  return (
    <>
      <ScrolledLog
        use={use}
        below={
          <>
            {isNothingSaid && !over && <p className="first">{t(isSpeaking ? "first" : "firstRead")}</p>}
            {(!over || segments.spoken.length > 0) && (
              <SpokenNow segments={segments.spoken} isLive={isLive} hasTools {...shown} />
            )}
            {over && <EndingText state={state} failure={session.failure} />}
          </>
        }
      >
        <EditableList
          sessionId={session.id}
          connection={connection}
          segments={segments.logged}
          saysMissing={segments.saysMissing}
          foundUpTo={segments.foundUpTo}
          onWriting={use.onWriting}
          {...shown}
        />
      </ScrolledLog>
      <Announcer
        segments={segments.closed}
        translations={translations}
        lang={langs.length === 1 ? (langs[0] ?? null) : null}
        isOn={!over}
      />
      {!over && <JumpButton {...use.state} />}
    </>
  );
}
