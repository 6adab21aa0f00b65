"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { segmentsInOrder, type Transcript } from "#protocol/reduce";
import type { PublicView } from "#protocol/session";
import { newestClosed, segmentsToAnnounce } from "../transcript/announcements";

/** With more lines than these to say, the voice is too late: it continues with the newest. */
const MOST_WAITING = 3;
/** Browsers load their voices after the first question for them. Later than this, there are none. */
const VOICES_MS = 2_000;

export type Listening = {
  /** False: this browser cannot speak. */
  readonly possible: boolean;
  /** Off without any voice, even if the reader wants it on: a switch that is on must be heard. */
  readonly on: boolean;
  /** The reader wants to listen, and this device has no voice for the language. */
  readonly noVoice: boolean;
  readonly set: (on: boolean) => void;
};

/** Says each new line aloud with a voice of the browser, beginning with the newest line. */
export function useListen(transcript: Transcript<PublicView>, lang: string | null): Listening {
  const [possible] = useState(() => "speechSynthesis" in globalThis);
  const [isWanted, setWanted] = useState(false);
  const voices = useVoices(isWanted);
  const on = isWanted && voices?.length !== 0;
  const waiting = useRef(0);
  const begun = useRef<{ lang: string | null; after: number; said: Set<number> } | null>(null);

  const { segments: known, translations } = transcript;
  // A draft must not sort thousands of segments anew.
  const segments = useMemo(() => segmentsInOrder({ segments: known }), [known]);
  useEffect(() => {
    if (!on) return;
    if (begun.current?.lang !== lang) {
      // In another language the voice begins with the newest line.
      speechSynthesis.cancel();
      begun.current = { lang, after: newestClosed(segments) - 1, said: new Set() };
    }
    const { after, said } = begun.current;
    const due = segmentsToAnnounce(segments, translations, { lang, after, said });
    for (const { seq } of due) said.add(seq);
    if (due.length + waiting.current > MOST_WAITING) {
      speechSynthesis.cancel();
      waiting.current = 0;
    }
    for (const line of due.slice(-MOST_WAITING)) {
      const utterance = new SpeechSynthesisUtterance(line.text);
      const voice = voiceFor(line.lang, voices ?? []);
      utterance.lang = voice?.lang ?? line.lang;
      if (voice) utterance.voice = voice;
      waiting.current += 1;
      utterance.onend = () => {
        waiting.current = Math.max(0, waiting.current - 1);
      };
      speechSynthesis.speak(utterance);
    }
  }, [on, voices, segments, translations, lang]);

  useEffect(() => () => globalThis.speechSynthesis?.cancel(), []);

  const set = (next: boolean) => {
    begun.current = null;
    if (!next) speechSynthesis.cancel();
    setWanted(next);
  };
  const heard = lang ?? transcript.session?.sourceLang;
  const noVoice = isWanted && voices !== null && heard !== undefined && !voiceFor(heard, voices);
  return { possible, on, noVoice, set };
}

/** The voices of this browser, once they are wanted. Null: not known yet. */
function useVoices(isWanted: boolean): readonly SpeechSynthesisVoice[] | null {
  const [voices, setVoices] = useState<readonly SpeechSynthesisVoice[] | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const read = () => {
      const found = speechSynthesis.getVoices();
      if (found.length > 0) setVoices(found);
    };
    read();
    // Not in every browser that speaks.
    speechSynthesis.addEventListener?.("voiceschanged", read);
    const late = setTimeout(() => setVoices((before) => before ?? []), VOICES_MS);
    return () => {
      speechSynthesis.removeEventListener?.("voiceschanged", read);
      clearTimeout(late);
    };
  }, [isWanted]);
  return voices;
}

/** The tags of voices are `vi-VN`, or `vi_VN` in some browsers. */
function voiceFor(lang: string, voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | undefined {
  const base = lang.split("-", 1)[0];
  const tag = (voice: SpeechSynthesisVoice) => voice.lang.replace("_", "-");
  return voices.find((voice) => tag(voice) === lang) ?? voices.find((voice) => tag(voice).split("-", 1)[0] === base);
}
