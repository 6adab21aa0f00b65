import { type Figures, round, type Spread, spreadOf } from "./figures";
import { Crowd } from "./load/crowd";
import type { SpeakerFigures } from "./load/orders";
import { cpuBetween } from "./measured/cpu-between";
import type { Databases } from "./measured/databases";
import type { Processes } from "./measured/processes";

/** Starts of sessions are spread over one segment, so that neither chunks nor segments coincide. */
const SPREAD_MS = 4_000;
/** Time before the window, until all sessions speak and the code is compiled. */
const WARM_UP_MS = SPREAD_MS + 4_000;
const LEAD_MS = 300;
const CHUNK_MS = 200;

/** Latencies in ms, CPU in seconds per minute of audio. */
export type Measurement = Spread & {
  readonly lost: number;
  readonly outOfOrder: number;
  readonly unstored: number;
  readonly refused: number;
  readonly refusals: string;
  readonly broken: number;
  readonly unended: number;
  readonly cpuSecondsPerAudioMinute: number;
  readonly cpu: { readonly web: number; readonly worker: number; readonly redis: number };
  readonly postgres: number;
  readonly speakers: number;
  /** Cores that other programs used meanwhile. */
  readonly otherCores: number;
  readonly committed: Spread;
  readonly translated: Spread;
} & Figures;

/** Speaks into `sessions` sessions for `seconds` after a warm-up. */
export async function measure(
  databases: Databases,
  processes: Processes,
  token: string | undefined,
  { sessions, seconds }: { readonly sessions: number; readonly seconds: number },
): Promise<Measurement> {
  const crowd = await Crowd.open(processes.url, token, sessions);
  try {
    const startAt = Date.now() + LEAD_MS;
    const measureFrom = startAt + WARM_UP_MS;
    const until = measureFrom + seconds * 1_000;
    const cpu = cpuBetween(measureFrom, until, databases, processes, crowd.pids);
    await crowd.speak({ startAt, measureFrom, until, spreadMs: SPREAD_MS, chunkEveryMs: CHUNK_MS });
    const spent = await cpu;
    const figures = await crowd.stop();
    const perMinute = (secondsSpent: number) => round((secondsSpent * 60) / (sessions * seconds), 4);
    return {
      ...summed(figures),
      cpuSecondsPerAudioMinute: perMinute(spent.web + spent.worker + spent.redis),
      cpu: { web: perMinute(spent.web), worker: perMinute(spent.worker), redis: perMinute(spent.redis) },
      postgres: perMinute(spent.postgres),
      speakers: perMinute(spent.speakers),
      otherCores: round(Math.max(spent.others, 0) / seconds),
    };
  } finally {
    crowd.close();
  }
}

function summed(figures: readonly SpeakerFigures[]) {
  const sum = (count: (one: SpeakerFigures) => number) => figures.reduce((all, one) => all + count(one), 0);
  return {
    ...spreadOf(figures.flatMap(({ covered }) => covered)),
    lost: sum(({ lost }) => lost),
    outOfOrder: sum(({ outOfOrder }) => outOfOrder),
    unstored: sum(({ unstored }) => unstored),
    refused: sum(({ refused }) => refused),
    refusals: [...new Set(figures.flatMap(({ refusals }) => refusals))].join(" "),
    broken: sum(({ broken }) => broken),
    unended: sum(({ unended }) => unended),
    chunks: sum(({ handed }) => handed),
    committed: spreadOf(figures.flatMap(({ committed }) => committed)),
    translated: spreadOf(figures.flatMap(({ translated }) => translated)),
  };
}
