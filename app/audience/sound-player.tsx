"use client";

import { useEffect, useRef, useState } from "react";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import { linkSoundAddress, PASS_COOKIE } from "../export/address";
import { playableSound } from "../sound/playable-sound";
import { findSegmentElement, segmentElementOf } from "../transcript/segment-element";
import { useTexts } from "../wording/use-texts";
import { linkPassStore } from "./link-pass-store";

type Props = {
  readonly token: string;
  /** The lines that are shown, in their order. */
  readonly segments: readonly Segment[];
};

/** The stored sound of a session that is over. A press on a line plays from there. Nothing is shown when there is no sound. */
export function SoundPlayer({ token, segments }: Props) {
  const t = useTexts("audience");
  const [address, setAddress] = useState<string | null>(null);
  const element = useRef<HTMLAudioElement>(null);
  const known = useRef(segments);
  known.current = segments;

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    givePass(token);
    const wanted = playableSound(linkSoundAddress(token), document.createElement("audio"));
    fetch(wanted, { headers: { Range: "bytes=0-0" }, signal }).then(
      ({ status }) => signal.aborted || setAddress(status === 206 ? wanted : null),
      // Without an answer there is nothing to play.
      () => {},
    );
    return () => leaving.abort();
  }, [token]);

  useEffect(() => {
    const audio = element.current;
    if (!audio || address === null) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    let current: HTMLElement | null = null;
    const markLine = () => {
      const ms = audio.currentTime * 1_000;
      const segment = known.current.findLast(({ startMs }) => startMs <= ms);
      const line = findSegmentElement(document, segment);
      if (line === current) return;
      current?.removeAttribute("aria-current");
      line?.setAttribute("aria-current", "true");
      current = line;
    };
    const press = ({ target }: MouseEvent) => {
      if (!(target instanceof Element) || getSelection()?.isCollapsed === false) return;
      const key = segmentElementOf(target)?.dataset.segment;
      const segment = known.current.find((one) => segmentKey(one) === key);
      if (!segment) return;
      audio.currentTime = segment.startMs / 1_000;
      // The controls show what goes wrong.
      audio.play().catch(() => {});
    };
    audio.addEventListener("timeupdate", markLine, { signal });
    document.addEventListener("click", press, { signal });
    return () => {
      leaving.abort();
      current?.removeAttribute("aria-current");
    };
  }, [address]);

  if (address === null) return null;
  return (
    // biome-ignore lint/a11y/useMediaCaption: the lines above are its captions
    <audio
      ref={element}
      className="sound"
      controls
      controlsList="nodownload"
      preload="none"
      src={address}
      aria-label={t("sound")}
    />
  );
}

/** An audio element sends no headers of a page. So the pass of a link with a password is in a cookie, for the sound alone. */
function givePass(token: string): void {
  const pass = linkPassStore(token).get();
  const secure = location.protocol === "https:" ? "; secure" : "";
  if (pass === null) return;
  // biome-ignore lint/suspicious/noDocumentCookie: Firefox and Safari of earlier years have no CookieStore
  document.cookie = `${PASS_COOKIE}=${pass}; path=${linkSoundAddress(token)}; samesite=strict${secure}`;
}
