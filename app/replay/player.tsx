"use client";

import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import type { Segment } from "#protocol/transcript";
import { clockText } from "../format/clock";
import { Glyph } from "../frame/glyph";
import { IconButton } from "../frame/icon-button";
import { Select } from "../frame/select";
import { useRootMark } from "../frame/use-root-mark";
import { Keyboard } from "../keyboard/keyboard";
import type { Shortcut } from "../keyboard/shortcut";
import { useFormat } from "../wording/use-format";
import { SPEEDS } from "./clock";
import { endOf } from "./cursor";
import type { Replay } from "./replay";
import { STEP_MS } from "./replay-shortcuts";
import { ReplaySound } from "./replay-sound";
import { TimeLine } from "./time-line";
import { useWaveform } from "./use-waveform";

type Props = {
  readonly sessionId: string;
  readonly replay: Replay;
  readonly segments: readonly Segment[];
  /** The length of the stored sound, ms; 0: none. */
  readonly soundMs: number;
  /** The keys of the lines in which words were found. */
  readonly found: ReadonlySet<string>;
  readonly shortcuts: readonly Shortcut[];
};

/** The keys of a player, the time line and the speed, at the foot of the page. */
export function Player({ sessionId, replay, segments, soundMs, found, shortcuts }: Props) {
  const t = useTranslations("replay");
  const { locale } = useFormat();
  const { placeMs, isPlaying, speed } = useSyncExternalStore(replay.subscribe, replay.getSnapshot, replay.getSnapshot);
  const endMs = Math.max(endOf(segments), soundMs);
  const waveform = useWaveform(sessionId, soundMs);
  useRootMark("player", true);
  return (
    <section className="player" aria-label={t("player")}>
      <div className="keys">
        <Skip label={t("back")} glyph="back" onPress={() => replay.moveBy(-STEP_MS)} />
        <button
          type="button"
          className="btn btn-ink play"
          aria-label={t(isPlaying ? "pause" : "play")}
          onClick={replay.playOrPause}
        >
          <Glyph name={isPlaying ? "pause" : "play"} />
        </button>
        <Skip label={t("forward")} glyph="forward" onPress={() => replay.moveBy(STEP_MS)} />
      </div>
      <span className="at num">{clockText(placeMs)}</span>
      <TimeLine
        segments={segments}
        placeMs={placeMs}
        endMs={endMs}
        waveform={waveform}
        soundMs={soundMs}
        found={found}
        onPlace={replay.moveTo}
      />
      <span className="of num">{clockText(endMs)}</span>
      <Select
        className="speed"
        aria-label={t("speed")}
        value={speed}
        choices={SPEEDS.map((one) => [String(one), `${one.toLocaleString(locale)}×`])}
        onChange={(event) => replay.setSpeed(Number(event.target.value))}
      />
      <Keyboard shortcuts={shortcuts} />
      {soundMs > 0 && <ReplaySound sessionId={sessionId} replay={replay} soundMs={soundMs} />}
    </section>
  );
}

function Skip(props: { label: string; glyph: "back" | "forward"; onPress: () => void }) {
  return (
    <IconButton glyph={props.glyph} className="skip-b" aria-label={props.label} onClick={props.onPress}>
      <small aria-hidden="true">{STEP_MS / 1_000}</small>
    </IconButton>
  );
}
