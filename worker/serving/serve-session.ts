import { setTimeout as delay } from "node:timers/promises";
import type { Job } from "bullmq";
import { WaitingError } from "bullmq";
import type { Redis } from "ioredis";
import { connectRedis } from "#redis/connection";
import { isSoundHeld } from "#redis/continuation";
import { enqueueOwed } from "#redis/enqueue-owed";
import { MailboxReader } from "#redis/mailbox-reader";
import type { ServeJob } from "#redis/serve-queue";
import { FenceLost } from "#store/fence-lost";
import { countFailure } from "#store/segments/commit-piece";
import { readState } from "#store/session/change-state";
import { type Claim, claimSession } from "#store/session/claim-session";
import { untilStored } from "#store/transient";
import { owedBy } from "#store/translations/translations";
import type { WorkerContext } from "../context";
import { backoffMs, FAILURES_ALLOWED } from "./backoff";
import { runForSession, SessionFault } from "./faults";
import { failSession, publishEnd } from "./publish-end";
import { Serving } from "./serving";

/** How long a hand-over waits for commits in progress, ms. */
const HANDOVER_MS = 300;

/** The handler of serve jobs, with its connections. */
export type SessionServer = {
  handle(job: Job<ServeJob>, token: string | undefined, signal: AbortSignal | undefined): Promise<void>;
  /** Returns every job to the queue from now on. */
  drain(): void;
  close(): void;
};

export function createSessionServer(context: WorkerContext): SessionServer {
  // A blocking read needs a connection of its own. Idle connections are reused.
  const idleReaders: Redis[] = [];
  let isDraining = false;

  const handBack = async (job: Job<ServeJob>, token: string | undefined): Promise<never> => {
    await job.moveToWait(token);
    throw new WaitingError();
  };

  return {
    async handle(job, token, signal = new AbortController().signal) {
      // BullMQ may fetch one more job while it closes.
      if (isDraining) return handBack(job, token);
      const { sessionId } = job.data;
      const connection = idleReaders.pop() ?? connectRedis(context.env.REDIS_URL);
      connection.on("error", () => undefined);
      const cut = () => connection.disconnect();
      signal.addEventListener("abort", cut, { once: true });
      try {
        await serveSession(context, sessionId, new MailboxReader(connection, sessionId), signal);
      } catch (error) {
        if (signal.reason === "handover") return await handBack(job, token);
        if (error instanceof FenceLost || signal.aborted) return;
        throw error;
      } finally {
        signal.removeEventListener("abort", cut);
        connection.removeAllListeners("error");
        if (connection.status === "ready") idleReaders.push(connection);
        else connection.disconnect();
      }
    },
    drain() {
      isDraining = true;
    },
    close() {
      for (const connection of idleReaders) connection.disconnect();
    },
  };
}

/** @throws FenceLost, SessionFault, or the signal's reason */
async function serveSession(
  context: WorkerContext,
  sessionId: string,
  reader: MailboxReader,
  signal: AbortSignal,
): Promise<void> {
  // A run without entries follows each serving, so this check must be cheap.
  if ((await reader.next(0)).length === 0) return;
  if (await isSoundHeld(context.redis, sessionId)) return;
  reader.rewind();
  const onRetry = (err: Error) => context.log.warn({ err, sessionId }, "PostgreSQL is unavailable; retrying the claim");
  const claim = await untilStored(() => claimSession(sessionId), { signal, onRetry });
  // A worker died after it had ended the session and before it published that, or the session was deleted.
  if (!claim) {
    await publishEnd(context, sessionId, null);
    return;
  }

  // A worker that died between a commit and its jobs leaves owed translations. This spares them the wait for the sweeper.
  void enqueueOwed(context, sessionId, () => owedBy(sessionId));
  if (claim.woke) {
    const state = await readState(sessionId);
    if (state) context.publisher.session(state);
  }
  context.log.debug({ sessionId, epoch: claim.epoch }, "session claimed");
  let serving: Serving | null = null;
  context.serving.add(sessionId);
  context.latestRevs.keep(sessionId, claim.roomRevs);
  try {
    await runForSession({ sessionId, fail: (fault) => serving?.giveUp(fault) }, () => {
      serving = openServing(context, claim, reader, signal);
      return serving.run();
    });
  } catch (error) {
    // Words that are stored in this time need not be recognised again by the next worker.
    await Promise.race([idle(serving), delay(HANDOVER_MS, undefined, { ref: false })]);
    if (error instanceof SessionFault) await recoverFault(context, claim, error, signal);
    throw error;
  } finally {
    context.serving.delete(sessionId);
    context.latestRevs.drop(sessionId);
  }
}

function idle(serving: Serving | null): Promise<void> | undefined {
  return serving?.idle();
}

function openServing(context: WorkerContext, claim: Claim, reader: MailboxReader, signal: AbortSignal): Serving {
  try {
    return new Serving(context, claim, reader, signal);
  } catch (error) {
    throw new SessionFault(error);
  }
}

/** Lets the session restart after a growing delay. After too many faults in a row it fails. */
async function recoverFault(context: WorkerContext, claim: Claim, fault: SessionFault, signal: AbortSignal) {
  const { sessionId, epoch } = claim;
  const onRetry = (err: Error) =>
    context.log.warn({ err, sessionId }, "PostgreSQL is unavailable; retrying to record a failure");
  const stored = <T>(query: () => Promise<T>) => untilStored(query, { signal, onRetry });
  const failures = await stored(() => countFailure(sessionId, epoch));
  context.log.error({ err: fault, sessionId, epoch, failures }, "serving failed");
  if (failures >= FAILURES_ALLOWED) await failSession(context, claim, "crashed", stored);
  else await delay(backoffMs("crashed", failures), undefined, { signal });
}
