import { setTimeout as delay } from "node:timers/promises";
import { connect } from "#app/connection/connect";
import type { Connection } from "#app/connection/connection";
import { SessionClient } from "#app/connection/session-client";
import { Sender } from "#app/speaking/sender";
import type { SenderState } from "#app/speaking/sender-state";
import { basePathOf } from "#platform/base-path";
import type { SessionState } from "#protocol/session";
import { isOver } from "#protocol/session-over";
import { SOCKET_PATH } from "#protocol/stream";
import type { SpeakArguments } from "./arguments";
import { type Caption, Captions, isComplete } from "./captions";
import { feed } from "./feed";
import { type Credentials, signIn } from "./sign-in";
import { refusalText, SpeakError } from "./speak-error";

const CONNECT_MS = 15_000;
/** Longest time without news of the session, or without progress in sending, ms. */
const PATIENCE_MS = 90_000;
/** A translation may need many attempts. In ms. */
const TRANSLATIONS_MS = 180_000;
const LOOK_MS = 250;

/**
 * Speaks samples (16 kHz, mono) into a new session, reports its captions, and waits for all of them.
 * @param account null: an anonymous person speaks
 * @param interrupted stops the session early and cleanly
 * @throws SpeakError
 */
export async function speak(
  { url, from, to, pace }: Omit<SpeakArguments, "account">,
  account: Credentials | null,
  samples: Int16Array,
  tell: (caption: Caption) => void,
  interrupted: AbortSignal,
): Promise<void> {
  const token = await signIn(url, account);
  const connection = connect({ url: new URL(url).origin, path: basePathOf(url) + SOCKET_PATH, token });
  try {
    await connected(connection, url);
    const started = await connection.ask("session:start", { sourceLang: from, targetLangs: [...to] });
    if (!started?.ok) throw new SpeakError(refusalText(started?.refusal ?? { kind: "unavailable" }));
    const { sessionId } = started;
    tell({ type: "session", id: sessionId });

    const client = new SessionClient({ connection, sessionId });
    const captions = new Captions(tell);
    client.subscribe(() => captions.show(client.getSnapshot().transcript));
    const sender = new Sender({ connection, sessionId });
    try {
      const end = await spoken(sender, samples, pace, interrupted);
      void sender.close();
      const isOurs = end.kind === "stopped" || end.kind === "over" || (await endSession(connection, sessionId, end));
      if (!isOurs) throw new SpeakError(whyNot(end));
      const { state, problem } = await everything(client, end);
      tell({ type: "ended", state });
      if (problem) throw new SpeakError(problem);
    } finally {
      void sender.close();
      client.close();
    }
  } finally {
    connection.close();
  }
}

async function connected(connection: Connection, url: string): Promise<void> {
  await until(() => connection.state === "connected" || connection.state === "refused", CONNECT_MS);
  if (connection.state === "refused") throw new SpeakError(refusalText({ kind: "unauthenticated" }));
  if (connection.state !== "connected")
    throw new SpeakError(`The server at ${url} did not open a WebSocket connection.`);
}

async function spoken(sender: Sender, samples: Int16Array, pace: number, signal: AbortSignal): Promise<SenderState> {
  const stuck = new AbortController();
  const end = feed(sender, samples, pace, signal).then(() => sender.stop());
  const watched = noProgress(sender, stuck.signal);
  try {
    return await Promise.race([end, watched]);
  } finally {
    stuck.abort();
  }
}

/** Resolves with the sender's state when it has been in trouble for too long, or is going to be. */
async function noProgress(sender: Sender, done: AbortSignal): Promise<SenderState> {
  let since = performance.now();
  while (!done.aborted) {
    const state = sender.getSnapshot();
    const isFine = state.kind === "speaking" || (state.kind === "stopping" && state.trouble === null);
    if (isFine) since = performance.now();
    if (performance.now() - since > PATIENCE_MS || !isWorthWaiting(state)) return state;
    await delay(LOOK_MS, undefined, { signal: done }).catch(() => undefined);
  }
  return sender.getSnapshot();
}

/** False: a limit refuses sound for longer than this command waits. */
function isWorthWaiting(state: SenderState): boolean {
  const trouble = state.kind === "stopping" ? state.trouble : state;
  return trouble?.kind !== "too-many" || (trouble.retryAfterSeconds ?? 0) * 1_000 <= PATIENCE_MS;
}

type Outcome = { readonly state: SessionState; readonly problem: string | null };

/**
 * Ends a session that accepts no more sound from this command; the words so far stay.
 * @returns false if this command may not end it
 */
async function endSession(connection: Connection, sessionId: string, end: SenderState): Promise<boolean> {
  if (end.kind === "superseded" || end.kind === "gone" || end.kind === "refused") return false;
  return (await connection.ask("stop", { sessionId }))?.ok ?? false;
}

/**
 * Waits for the session's end and for all of its captions.
 * @throws SpeakError if it does not end
 */
async function everything(client: SessionClient, end: SenderState): Promise<Outcome> {
  const transcript = () => client.getSnapshot().transcript;
  const isGone = () => client.getSnapshot().access === "deleted" || client.getSnapshot().access === "not-found";
  const hasEnded = () => isGone() || isOver(transcript().session?.state ?? "live");

  await patiently(client, hasEnded);
  if (isGone()) throw new SpeakError("The session was deleted.");
  // The last event may have been missed.
  await client.join();
  const session = transcript().session;
  if (!session || !isOver(session.state)) {
    throw new SpeakError("The session did not end: the server sent nothing about it for too long.");
  }
  const { state, failure } = session;
  if (state !== "ended") return { state, problem: `The session failed: the recogniser was ${failure}.` };
  const why = end.kind === "stopped" ? null : end.kind === "over" ? refusalText({ kind: "over" }) : whyNot(end);
  if (why) return { state, problem: why };
  await until(
    () => isComplete(transcript()),
    TRANSLATIONS_MS,
    () => void client.join(),
  );
  const isMissing = !isComplete(transcript());
  return {
    state,
    problem: isMissing ? "Not all translations arrived: at least one line is not translated yet." : null,
  };
}

function whyNot(end: SenderState): string {
  switch (end.kind) {
    case "stopping":
      return end.trouble ? whyNot({ ...end, ...end.trouble }) : "The server stopped answering.";
    case "refused":
      return refusalText(end.refusal);
    case "superseded":
    case "no-capacity":
    case "full":
    case "unavailable":
    case "too-many":
      return refusalText(end);
    case "gone":
      return refusalText({ kind: "not-found" });
    default:
      return "The connection to the server was lost.";
  }
}

/** Waits as long as there is news. */
async function patiently(client: SessionClient, isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    const heardAt = client.getSnapshot().lastHeardAt;
    await until(() => isDone() || client.getSnapshot().lastHeardAt !== heardAt, PATIENCE_MS);
    if (client.getSnapshot().lastHeardAt === heardAt) return;
  }
}

/** Polls until `isSo` is true or the time is over; runs `meanwhile` every second. */
async function until(isSo: () => boolean, forMs: number, meanwhile: () => void = () => undefined): Promise<void> {
  for (let looked = 0; !isSo() && looked * LOOK_MS < forMs; looked += 1) {
    if (looked % (1_000 / LOOK_MS) === 3) meanwhile();
    await delay(LOOK_MS);
  }
}
