import { samplesToMs } from "#protocol/sound";
import type { SenderState } from "../speaking/sender-state";

/** The facts from which a page computes the session's clock. Samples. */
export type ClockFacts = {
  readonly anchor: number;
  /** The recogniser has heard the sound before it. */
  readonly covered: number;
  /** Null: the page has not joined yet. */
  readonly arrived: number | null;
  readonly sender: Pick<SenderState, "recordedMs" | "takeStartMs"> | null;
};

/**
 * The session's clock, ms, by which its lines are timed. It never runs backwards: not when a recogniser starts again, nor
 * when the page is reloaded and sound that had not arrived is gone.
 * @param shown what is shown now; null: nothing yet
 */
export function elapsedMs({ anchor, covered, arrived, sender }: ClockFacts, shown: number | null): number | null {
  // The stored anchor lags behind the speech, so a page that has just been opened waits for the gateway's answer.
  if (arrived === null && shown === null) return null;
  const known = samplesToMs(Math.max(anchor, covered, arrived ?? 0));
  const own = sender ? (sender.takeStartMs ?? known) + sender.recordedMs : 0;
  return Math.max(shown ?? 0, known, own);
}
