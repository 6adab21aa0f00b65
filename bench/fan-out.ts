import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { FAN_OUT_LANGS } from "./fan-out-langs";
import { type Figures, round, type Spread, spreadOf } from "./figures";
import { tellOne } from "./load/crowd";
import type { Arrival, ReadersOrder, ReadersReport } from "./load/readers";
import { Speaker } from "./load/speaker";
import { residentMiB } from "./measured/cpu";
import { cpuBetween } from "./measured/cpu-between";
import type { Databases } from "./measured/databases";
import type { Processes } from "./measured/processes";

const WARM_UP_MS = 4_000;
const LEAD_MS = 300;
const CHUNK_MS = 200;
/** Time that texts in flight at the end have to arrive, ms. */
const DRAIN_MS = 2_000;

/** Time from the making of a text to its last reader, in ms; CPU in cores, memory in MiB. */
export type FanOut = Spread & {
  /** For translations alone, which are stored on their way. */
  readonly translated: Spread;
  readonly messages: number;
  /** Translations that did not reach every reader of their language. */
  readonly lost: number;
  /** Share of drafts that did not reach every reader. Drafts may be dropped, since newer ones follow. */
  readonly draftsIncomplete: number;
  readonly broken: number;
  /** Time until all readers who came at once had joined, in seconds. */
  readonly joinSeconds: number;
  readonly cpu: {
    readonly web: number;
    readonly worker: number;
    readonly redis: number;
    readonly readers: number;
    readonly others: number;
  };
  readonly webMiB: number;
} & Figures;

/** One speaker, and readers in three languages. */
export async function measureFanOut(
  databases: Databases,
  processes: Processes,
  token: string | undefined,
  { readers, seconds }: { readonly readers: number; readonly seconds: number },
): Promise<FanOut> {
  const file = join(import.meta.dirname, "load/readers.ts");
  const children = FAN_OUT_LANGS.map(() => fork(file, { execArgv: ["--import", "tsx"] }));
  const speaker = await Speaker.open(processes.url, token, FAN_OUT_LANGS);
  try {
    const link = await speaker.share();
    const startAt = Date.now() + LEAD_MS;
    const speaking = async (until: number) =>
      speaker.speak(startAt - performance.timeOrigin, until - performance.timeOrigin, CHUNK_MS);
    // Readers come while the speaker speaks, as in practice.
    const counts = FAN_OUT_LANGS.map((_, i) =>
      Math.floor((readers + FAN_OUT_LANGS.length - 1 - i) / FAN_OUT_LANGS.length),
    );
    const opened = await tell(children, (i) => {
      return { do: "open", url: processes.url, link, lang: FAN_OUT_LANGS[i] ?? "", readers: counts[i] ?? 0 };
    });
    const joinSeconds = Math.max(...opened.map((report) => (report.did === "open" ? report.ms : 0))) / 1_000;
    const from = Date.now() + WARM_UP_MS;
    const until = from + seconds * 1_000;
    const pids = children.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    const [spent] = await Promise.all([
      cpuBetween(from, until, databases, processes, pids),
      speaking(until + CHUNK_MS),
    ]);
    const webMiB = Math.round(residentMiB(processes.webPid));
    await delay(DRAIN_MS);
    const reports = await tell(children, () => ({ do: "report", from, until }));
    const cores = (secondsSpent: number) => round(secondsSpent / seconds, 3);
    return {
      ...summed(reports, counts),
      joinSeconds: round(joinSeconds),
      cpu: {
        web: cores(spent.web),
        worker: cores(spent.worker),
        redis: cores(spent.redis),
        readers: cores(spent.speakers),
        others: cores(Math.max(spent.others, 0)),
      },
      webMiB,
    };
  } finally {
    speaker.close();
    for (const child of children) child.kill();
  }
}

function tell(children: readonly ChildProcess[], orderFor: (index: number) => ReadersOrder): Promise<ReadersReport[]> {
  return Promise.all(children.map((child, i) => tellOne<ReadersOrder, ReadersReport>(child, orderFor(i))));
}

function summed(reports: readonly ReadersReport[], counts: readonly number[]) {
  const all = new Map<string, Arrival>();
  let broken = 0;
  for (const report of reports) {
    if (report.did !== "report") continue;
    broken += report.broken;
    for (const [stamp, arrival] of Object.entries(report.arrivals)) {
      const seen = all.get(stamp);
      const last = Math.max(arrival.last, seen?.last ?? 0);
      all.set(stamp, { at: arrival.at, last, readers: arrival.readers + (seen?.readers ?? 0) });
    }
  }
  const everybody = counts.reduce((sum, count) => sum + count, 0);
  const expected = (stamp: string) => counts[FAN_OUT_LANGS.findIndex((lang) => stamp.startsWith(lang))] ?? everybody;
  const found = [...all].map(([stamp, { at, last, readers }]) => ({
    isDraft: stamp.startsWith("draft"),
    ms: last - at,
    isComplete: readers === expected(stamp),
  }));
  const drafts = found.filter(({ isDraft }) => isDraft);
  const translations = found.filter(({ isDraft }) => !isDraft);
  const share = drafts.filter(({ isComplete }) => !isComplete).length / Math.max(drafts.length, 1);
  return {
    ...spreadOf(found.map(({ ms }) => ms)),
    translated: spreadOf(translations.map(({ ms }) => ms)),
    messages: found.length,
    lost: translations.filter(({ isComplete }) => !isComplete).length,
    draftsIncomplete: round(share, 4),
    broken,
  };
}
