import { SAMPLE_RATE } from "#protocol/sound";
import type { TraceEvent } from "#testing/traces/trace";
import { loadDecoder } from "#worker/stt/pocketsphinx/library";
import { Listener } from "#worker/stt/pocketsphinx/listener";
import { onSessionClock } from "#worker/stt/pocketsphinx/recogniser";

const MODEL_DIR = "/usr/share/pocketsphinx/model/en-us";
const STEP = SAMPLE_RATE / 10;

/**
 * PocketSphinx's events for a sound, with their times. The time of an event is the sound that was given so far plus the
 * processor time of the engine, as on a machine with a free core: other programs make no difference.
 */
export function hearSound(sound: Uint8Array): { readonly events: TraceEvent[]; readonly durationMs: number } {
  const events: TraceEvent[] = [];
  let fedMs = 0;
  let idleAt = 0;
  let began = process.cpuUsage();
  const now = () => {
    const { user, system } = process.cpuUsage(began);
    return Math.round(Math.max(fedMs, idleAt) + (user + system) / 1_000);
  };
  const listener = new Listener(loadDecoder(MODEL_DIR), (event) => {
    events.push({ at: now(), event: onSessionClock(event, 0) });
  });
  const samples = new Int16Array(Uint8Array.from(sound).buffer);
  for (let at = 0; at < samples.length; at += STEP) {
    idleAt = now();
    began = process.cpuUsage();
    fedMs = (Math.min(at + STEP, samples.length) * 1_000) / SAMPLE_RATE;
    listener.take(samples.subarray(at, at + STEP));
  }
  listener.finish();
  return { events, durationMs: Math.max(now(), fedMs) };
}
