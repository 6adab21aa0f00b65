import { closeSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { FailureKind } from "#protocol/session";
import { EngineError } from "#worker/engine-error";

type Failure = { readonly kind: FailureKind; readonly retryable: boolean };

/** A fault of the engines of every worker; without `times` it lasts until it is lifted. */
export type Fault = { readonly times?: number } & (
  | { readonly at: "open"; readonly fail: Failure }
  /** Fails at the word `w<word>`. Sessions that speak different words have different faults in this way. */
  | { readonly at: "hear"; readonly word: number; readonly fail: Failure }
  /** A timer throws this message outside any awaited promise. */
  | { readonly at: "hear"; readonly word: number; readonly throwLater: string }
  /** From the next chunk on the recogniser sends no event until the fault is lifted. */
  | { readonly at: "hear"; readonly hold: true }
  | { readonly at: "final"; readonly hold: true }
  | { readonly at: "translate"; readonly to: string; readonly fail: Failure }
  | { readonly at: "translate"; readonly to: string; readonly hold: true }
);

type Place = Fault["at"];
type Subject = { readonly word?: number; readonly to?: string };
type Ordered = Fault & { readonly id: string };

const FILE = "faults.json";
const HOLD_POLL_MS = 20;

/**
 * Orders faults, in the test's process. They are kept in a file, because the engines run in other processes, which may
 * be killed at any time.
 */
export class FaultOrders {
  #orders = 0;
  #standing: readonly { readonly fault: Fault; readonly id: string }[] = [];

  constructor(readonly directory: string) {
    this.set();
  }

  /** Replaces all faults. If several match, the first one is carried out. */
  set(...faults: readonly Fault[]): void {
    this.#orders += 1;
    this.#standing = faults.map((fault, index) => ({ fault, id: `${this.#orders}-${index}` }));
    this.#write();
  }

  /** Releases the engines that wait at this fault; other faults stay. */
  lift(lifted: Fault): void {
    this.#standing = this.#standing.filter(({ fault }) => fault !== lifted);
    this.#write();
  }

  #write(): void {
    const ordered = this.#standing.map(({ fault, id }): Ordered => ({ ...fault, id }));
    const next = join(this.directory, `${FILE}.next`);
    writeFileSync(next, JSON.stringify(ordered));
    renameSync(next, join(this.directory, FILE));
  }
}

/** Carries out the ordered faults, in the processes of the engines. */
export class Faults {
  constructor(readonly directory: string) {}

  /**
   * Fails or waits if a fault matches.
   * @throws EngineError as ordered; the signal's reason when aborted while it waits
   */
  async meet(at: Place, subject: Subject = {}, signal?: AbortSignal): Promise<void> {
    const fault = this.#ordered(at, subject);
    if (!fault) return;
    if ("fail" in fault) {
      throw new EngineError(fault.fail.kind, fault.fail.retryable, `the test ordered a failure at ${at}`);
    }
    if ("throwLater" in fault) {
      setTimeout(() => {
        throw new Error(fault.throwLater);
      });
      return;
    }
    while (this.#standing().some(({ id }) => id === fault.id)) await delay(HOLD_POLL_MS, undefined, { signal });
  }

  #ordered(at: Place, subject: Subject): Ordered | undefined {
    return this.#standing().find((fault) => {
      if (fault.at !== at) return false;
      if ("word" in fault && fault.word !== subject.word) return false;
      if ("to" in fault && fault.to !== subject.to) return false;
      return this.#claim(fault);
    });
  }

  #standing(): readonly Ordered[] {
    return JSON.parse(readFileSync(join(this.directory, FILE), "utf8"));
  }

  /** Workers share the count: the worker that creates the file takes the turn. */
  #claim(fault: Ordered): boolean {
    if (fault.times === undefined) return true;
    for (let turn = 1; turn <= fault.times; turn++) {
      try {
        closeSync(openSync(join(this.directory, `${fault.id}.${turn}`), "wx"));
        return true;
      } catch {
        // Another worker took this turn: try the next one.
      }
    }
    return false;
  }
}
