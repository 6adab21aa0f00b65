"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Connection } from "../connection/connection";
import { preferredMicrophone } from "../microphone/preferred-microphone";
import { PageSpeaker } from "./page-speaker";
import { type PageSpeakerState, UNDECIDED } from "./page-speaker-state";
import { type ListeningReason, noteListening, takeListeningNote } from "./speaking-mark";

/** The speaker of this page. It begins by itself after Start, and after a reload of a page that listened. */
export function useSpeaker(
  connection: Connection | null,
  sessionId: string,
  isOver: boolean,
): { speaker: PageSpeaker | null; state: PageSpeakerState } {
  const [speaker, setSpeaker] = useState<PageSpeaker | null>(null);
  // React's strict mode runs the effect twice, and the note is read once.
  const note = useRef<{ readonly of: string; readonly reason: ListeningReason | null } | null>(null);
  useEffect(() => {
    if (!connection) return;
    const made = new PageSpeaker({ connection, sessionId, deviceId: preferredMicrophone() });
    setSpeaker(made);
    if (note.current?.of !== sessionId) note.current = { of: sessionId, reason: takeListeningNote(sessionId) };
    const { reason } = note.current;
    if (reason !== null) made.begin({ isUnasked: reason === "reload" });
    const hide = ({ persisted }: PageTransitionEvent) => {
      // "Back" may show this very page again, as it was.
      if (persisted) made.leave();
      else if (made.isListening) noteListening(sessionId, "reload");
    };
    window.addEventListener("pagehide", hide);
    return () => {
      window.removeEventListener("pagehide", hide);
      made.close();
      setSpeaker(null);
    };
  }, [connection, sessionId]);

  useEffect(() => {
    if (!isOver) speaker?.leaveEnded();
  }, [isOver, speaker]);

  const state = useSyncExternalStore(speaker?.subscribe ?? never, speaker?.getSnapshot ?? notYet, notYet);
  return { speaker, state };
}

const never = () => () => {};
const notYet = () => UNDECIDED;
