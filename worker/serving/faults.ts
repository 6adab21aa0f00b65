import { AsyncLocalStorage } from "node:async_hooks";
import type { Log } from "#platform/log";

/** Code of ours failed while it served a session. It says which kind of error it was, and not what the error quotes. */
export class SessionFault extends Error {
  override readonly name = "SessionFault";

  constructor(error: unknown) {
    const { name, frames } = wordless(error);
    super(`${name} while serving`);
    this.stack = `${this.name}: ${this.message}\n${frames}`;
  }
}

/** The session that code runs for, however many timers and events later. */
type Subject = { readonly sessionId: string; readonly fail: (fault: SessionFault) => void };

const subjects = new AsyncLocalStorage<Subject>();

/** Runs `act` for a session: what it throws out of a timer, an event or a promise ends this session's serving alone. */
export function runForSession<T>(subject: Subject, act: () => T): T {
  return subjects.run(subject, act);
}

/**
 * Catches what no code awaits. What runs for a session is given to that session; anything else ends the process, as
 * without this handler, but its message, which may quote what people say, stays out of the log.
 */
export function catchFaults(log: Log): void {
  process.on("uncaughtException", (error) => {
    const fault = new SessionFault(error);
    const subject = subjects.getStore();
    log.error({ err: fault, sessionId: subject?.sessionId }, subject ? "a session's fault" : "a fault of the worker");
    if (!subject) process.exit(1);
    subject.fail(fault);
  });
}

/** Messages quote: a pattern its source, a parser its text. Frames name files alone. */
function wordless(error: unknown): { readonly name: string; readonly frames: string } {
  if (!(error instanceof Error)) return { name: typeof error, frames: "" };
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^ {4}at .*(?::\d+:\d+\)?|<anonymous>\)?)$/.test(line));
  return { name: /^\w{1,40}$/.test(error.name) ? error.name : "Error", frames: frames.join("\n") };
}
