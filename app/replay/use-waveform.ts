"use client";

import { useEffect, useState } from "react";
import { siteAddress } from "../address/site-address";
import { Waveform } from "./waveform";

/** The waveform of a session's sound; null: it has none, or it has not arrived. */
export function useWaveform(sessionId: string, soundMs: number): Waveform | null {
  const [values, setValues] = useState<Waveform | null>(null);
  useEffect(() => {
    setValues(null);
    if (soundMs === 0) return;
    const leaving = new AbortController();
    readWaveform(sessionId, leaving.signal).then(
      (read) => leaving.signal.aborted || setValues(read),
      // Without a waveform the strip shows when there was speech, as in a session without sound.
      () => {},
    );
    return () => leaving.abort();
  }, [sessionId, soundMs]);
  return values;
}

async function readWaveform(sessionId: string, signal: AbortSignal): Promise<Waveform | null> {
  const answer = await fetch(siteAddress(`/api/sessions/${sessionId}/peaks`), { signal });
  return answer.ok ? Waveform.parse(await answer.json()) : null;
}
