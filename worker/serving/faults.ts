import { AsyncLocalStorage } from "node:async_hooks";
import type { Log } from "#platform/log";

/**
 * An error of the worker's own code while it served a session. It holds the kind of the error and no message, which may
 * quote words.
 */
export class SessionFault extends Error {
  override readonly name = "SessionFault";

  constructor(error: unknown) {
    const { name, frames } = wordless(error);
    super(`${name} while serving`);
    this.stack = `${this.name}: ${this.message}\n${frames}`;
  }
}

/** The session that code runs for, also in later timers and events. */
type Subject = { readonly sessionId: string; readonly fail: (fault: SessionFault) => void };

const subjects = new AsyncLocalStorage<Subject>();

/** Runs `act` for a session. An error that its timers, events or promises throw ends the serving of this session only. */
export function runForSession<T>(subject: Subject, act: () => T): T {
  return subjects.run(subject, act);
}

/**
 * Handles uncaught errors. An error of code that runs for a session goes to that session. Any other error ends the process,
 * as it would without this handler. The log holds no message, because a message may quote spoken words.
 */
export function catchFaults(log: Log): void {
  process.on("uncaughtException", (error) => {
    const fault = new SessionFault(error);
    const subject = subjects.getStore();
    log.error({ err: fault, sessionId: subject?.sessionId }, subject ? "error in a session" : "error in the worker");
    if (!subject) process.exit(1);
    subject.fail(fault);
  });
}

/** Keeps the name and the stack frames of an error. Messages quote their input; frames name files only. */
function wordless(error: unknown): { readonly name: string; readonly frames: string } {
  if (!(error instanceof Error)) return { name: typeof error, frames: "" };
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^ {4}at .*(?::\d+:\d+\)?|<anonymous>\)?)$/.test(line));
  return { name: /^\w{1,40}$/.test(error.name) ? error.name : "Error", frames: frames.join("\n") };
}
