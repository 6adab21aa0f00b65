"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Connection } from "../connection/connection";
import { readSoundChoice } from "../microphone/sound-choice";
import { UnsentStore } from "../unsent/unsent-store";
import { PageSpeaker } from "./page-speaker";
import { type PageSpeakerState, UNDECIDED } from "./page-speaker-state";
import { type ListeningReason, noteListening, takeListeningNote } from "./speaking-mark";

/**
 * The speaker of this page. It begins by itself after Start, and after a reload of a page that listened. What an earlier page
 * of this person left is sent first.
 */
export function useSpeaker(
  connection: Connection | null,
  { sessionId, person, isOver }: { sessionId: string; person: string; isOver: boolean },
): { speaker: PageSpeaker | null; state: PageSpeakerState } {
  const [speaker, setSpeaker] = useState<PageSpeaker | null>(null);
  // React's strict mode runs the effect twice, and the note is read once.
  const note = useRef<{ readonly of: string; readonly reason: ListeningReason | null } | null>(null);
  useEffect(() => {
    if (!connection) return;
    let isGone = false;
    let made: PageSpeaker | null = null;
    if (note.current?.of !== sessionId) note.current = { of: sessionId, reason: takeListeningNote(sessionId) };
    const { reason } = note.current;
    void (async () => {
      const unsent = await UnsentStore.open(person);
      const left = (await unsent?.takeLeft(sessionId)) ?? null;
      made = new PageSpeaker({ connection, sessionId, choice: readSoundChoice(), unsent, left });
      if (isGone) return made.close();
      setSpeaker(made);
      if (reason !== null) made.begin({ isUnasked: reason === "reload" });
      else made.sendLeft();
    })();
    const hide = ({ persisted }: PageTransitionEvent) => {
      // "Back" may show this very page again, as it was.
      if (persisted) made?.leave();
      else if (made?.isListening) noteListening(sessionId, "reload");
    };
    const ask = (event: BeforeUnloadEvent) => {
      if (made?.hasUnsent) event.preventDefault();
    };
    window.addEventListener("pagehide", hide);
    window.addEventListener("beforeunload", ask);
    return () => {
      isGone = true;
      window.removeEventListener("pagehide", hide);
      window.removeEventListener("beforeunload", ask);
      made?.close();
      setSpeaker(null);
    };
  }, [connection, sessionId, person]);

  useEffect(() => {
    if (!isOver) speaker?.leaveEnded();
  }, [isOver, speaker]);

  const state = useSyncExternalStore(speaker?.subscribe ?? never, speaker?.getSnapshot ?? notYet, notYet);
  return { speaker, state };
}

const never = () => () => {};
const notYet = () => UNDECIDED;
