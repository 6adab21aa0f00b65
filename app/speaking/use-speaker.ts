"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { Connection } from "../connection/connection";
import { PageSpeaker } from "./page-speaker";
import { type PageSpeakerState, UNDECIDED } from "./page-speaker-state";
import { isMarkedSpeaking, preferredMicrophone, unmarkSpeaking } from "./speaking-mark";

/** The speaker of this page. It begins by itself if this tab spoke in the session before a reload. */
export function useSpeaker(
  connection: Connection | null,
  sessionId: string,
): { speaker: PageSpeaker | null; state: PageSpeakerState } {
  const [speaker, setSpeaker] = useState<PageSpeaker | null>(null);
  useEffect(() => {
    if (!connection) return;
    const made = new PageSpeaker({ connection, sessionId, deviceId: preferredMicrophone() });
    setSpeaker(made);
    if (isMarkedSpeaking(sessionId)) made.begin();
    return () => {
      made.close();
      // Only a reloaded page speaks by itself. A speaker who left by a link and comes back presses "Speak here".
      unmarkSpeaking();
      setSpeaker(null);
    };
  }, [connection, sessionId]);

  const state = useSyncExternalStore(speaker?.subscribe ?? never, speaker?.getSnapshot ?? notYet, notYet);
  const isOther = state.mode === "elsewhere";
  useEffect(() => {
    // After a reload this tab must not take the word from the page that has it now.
    if (isOther) unmarkSpeaking();
  }, [isOther]);
  return { speaker, state };
}

const never = () => () => {};
const notYet = () => UNDECIDED;
