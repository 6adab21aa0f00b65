"use client";

import { useEffect, useState } from "react";
import type { SessionView } from "#protocol/session";
import { SAMPLE_RATE, WAV_HEAD_BYTES } from "#protocol/sound";
import { siteAddress } from "../address/site-address";

const BYTES_PER_MS = (SAMPLE_RATE * 2) / 1_000;

/** The length of the stored sound, ms. In a live session it grows without a message, so the page asks the server once. */
export function useStoredMs({ id, sound, soundMs = 0 }: SessionView): number {
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (sound !== "keeping") return;
    const leaving = new AbortController();
    fetch(siteAddress(`/api/sessions/${id}/sound?format=wav`), {
      headers: { Range: "bytes=0-0" },
      signal: leaving.signal,
    }).then(
      ({ headers }) => {
        const size = Number(headers.get("Content-Range")?.split("/").at(1) ?? 0);
        setAsked(Math.max(size - WAV_HEAD_BYTES, 0) / BYTES_PER_MS);
      },
      // Without an answer the dialog shows what the page knows.
      () => {},
    );
    return () => leaving.abort();
  }, [id, sound]);
  return Math.max(asked, soundMs);
}
