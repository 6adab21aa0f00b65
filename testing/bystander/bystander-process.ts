import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, inject } from "vitest";
import type { Measured } from "./index";

/**
 * Limits of a test, not of a measurement: the attacker and other tests share the processors. An attack that stops the
 * process takes seconds. The printed numbers are a measurement if a file runs alone.
 */
const STOPPED_MS = 1_000;
const TIMES_QUIET = 5;
const QUIET_MS = 2_000;
const ATTEMPTS = 3;

/** A person who speaks in a separate process, so that the attacker's event loop does not delay measurements. */
export class BystanderProcess {
  private constructor(
    readonly child: ChildProcess,
    /** The 95th percentile without an attack, ms. */
    readonly quietMs: number,
  ) {}

  /** Starts to speak at a web process. */
  static async start(url: string): Promise<BystanderProcess> {
    const child = fork(join(inject("compiled"), "testing/bystander/index.js"), [url], {
      execArgv: ["--enable-source-maps"],
    });
    await answerOf(child);
    await delay(QUIET_MS);
    return new BystanderProcess(child, p95(await measure(child)));
  }

  /**
   * Runs an attack, and again if the first measurement is too high: then the median of three counts.
   * @returns the 95th percentile of the acknowledgements of chunks meanwhile, and the limit, ms
   * @throws Error when the bystander is refused or disconnected
   */
  async measureDuring(attack: () => Promise<unknown>): Promise<{ p95Ms: number; limitMs: number }> {
    const limitMs = Math.max(STOPPED_MS, TIMES_QUIET * this.quietMs);
    const measured: number[] = [];
    while (measured.length < ATTEMPTS) {
      await measure(this.child);
      await attack();
      measured.push(p95(await measure(this.child)));
      const good = measured.filter((one) => one <= limitMs).length;
      if (measured.length === 1 ? good === 1 : good === 2) break;
    }
    const sorted = measured.toSorted((a, b) => a - b);
    const p95Ms = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.POSITIVE_INFINITY;
    const name = expect.getState().currentTestName;
    process.stdout.write(`${name}: p95 ${Math.round(p95Ms)} ms, quiet ${Math.round(this.quietMs)} ms\n`);
    return { p95Ms, limitMs };
  }

  close(): void {
    this.child.kill("SIGKILL");
  }
}

/** @returns the measurements since the last request */
async function measure(child: ChildProcess): Promise<Measured> {
  child.send("measure");
  const measured = await answerOf(child);
  if (measured.refused.length > 0)
    throw new Error(`the bystander was refused: ${[...new Set(measured.refused)].join()}`);
  return measured;
}

function p95({ tookMs }: Measured): number {
  const sorted = tookMs.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY;
}

async function answerOf(child: ChildProcess): Promise<Measured> {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(child, "exit", { signal }).then(() => {
    throw new Error("the bystander's process ended");
  });
  try {
    const [measured] = (await Promise.race([once(child, "message", { signal }), ended])) as [Measured];
    return measured;
  } finally {
    ended.catch(() => {});
    answered.abort();
  }
}
