import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Order, Report, SpeakerFigures } from "./orders";

/** Sessions per process of speakers, so that the speakers are not the bottleneck. */
const SESSIONS_PER_PROCESS = 250;

/** All speakers of a measurement, in processes of their own. */
export class Crowd {
  private constructor(
    private readonly processes: readonly ChildProcess[],
    private readonly sessions: number,
  ) {}

  static async open(url: string, token: string | undefined, sessions: number): Promise<Crowd> {
    const count = Math.ceil(sessions / SESSIONS_PER_PROCESS);
    const file = join(import.meta.dirname, "speakers.ts");
    const processes = Array.from({ length: count }, () => fork(file, { execArgv: ["--import", "tsx"] }));
    const crowd = new Crowd(processes, sessions);
    const share = (i: number) => Math.floor((sessions + count - 1 - i) / count);
    await crowd.tell((i) => ({ do: "open", url, token, sessions: share(i) }));
    return crowd;
  }

  get pids(): number[] {
    return this.processes.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  /** Resolves when every chunk is covered, or will not be. Times in ms since 1970. */
  async speak(plan: Pick<Extract<Order, { do: "speak" }>, Times>): Promise<void> {
    const { sessions: all } = this;
    const step = this.processes.length;
    await this.tell((first) => ({ do: "speak", ...plan, first, step, all }));
  }

  async stop(): Promise<SpeakerFigures[]> {
    const reports = await this.tell(() => ({ do: "stop" }));
    return reports.flatMap((report) => (report.did === "stop" ? [report.figures] : []));
  }

  close(): void {
    for (const process of this.processes) process.kill();
  }

  private tell(orderFor: (index: number) => Order): Promise<Report[]> {
    return Promise.all(this.processes.map((process, i) => tellOne<Order, Report>(process, orderFor(i))));
  }
}

type Times = "startAt" | "measureFrom" | "until" | "spreadMs" | "chunkEveryMs";

type Failed = { readonly did: "fail"; readonly message: string };

/** @throws Error with the error of the process */
export async function tellOne<O extends object, R extends { readonly did: string }>(
  process: ChildProcess,
  order: O,
): Promise<R> {
  const answer = once(process, "message") as Promise<[R | Failed]>;
  process.send(order);
  const [report] = await answer;
  if (isFailed(report)) throw new Error(report.message);
  return report;
}

function isFailed(report: { readonly did: string }): report is Failed {
  return report.did === "fail";
}
