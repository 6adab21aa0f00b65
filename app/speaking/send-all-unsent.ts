import { begin } from "../connection/begin-session";
import { connect } from "../connection/connect";
import { type Left, UnsentStore } from "../unsent/unsent-store";
import { UNDER_WAY_CHUNKS } from "./kept-sound";
import { LeftSender } from "./left-sender";
import { chunksToMs } from "./outgoing";

/** The outcome for the sound that an earlier page of a session left, of length `ms`. */
export type UnsentNews = {
  readonly sessionId: string;
  readonly ms: number;
  readonly is: "being-sent" | "waiting" | "sent" | "too-late";
};

/** Sends what earlier pages of this person left. Returns a function that stops it. */
export function sendAllUnsent(person: string, tell: (news: UnsentNews) => void): () => void {
  const stopping = new AbortController();
  void sendEach(person, tell, stopping.signal);
  return () => stopping.abort();
}

async function sendEach(person: string, tell: (news: UnsentNews) => void, signal: AbortSignal): Promise<void> {
  const store = await UnsentStore.open(person);
  const lengths = (await store?.lengths()) ?? [];
  const sessions = new Set(lengths.flatMap(({ sessionId, chunks }) => (chunks < UNDER_WAY_CHUNKS ? [] : [sessionId])));
  // Sound of one session may wait for long, and does not hold back that of others.
  await Promise.all([...sessions].map((sessionId) => store && sendLeft(store, sessionId, tell, signal)));
}

/** Sends every recording of a session; `sessionId` null: those whose session has not begun. */
async function sendLeft(
  store: UnsentStore,
  sessionId: string | null,
  tell: (news: UnsentNews) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const left = await store.takeLeft(sessionId);
    if (!left) return;
    if (signal.aborted || left.chunks.length < UNDER_WAY_CHUNKS) return left.recording.close();
    const of = sessionId ?? (await beginFor(left));
    if (of === null) return;
    const news = { sessionId: of, ms: chunksToMs(left.chunks.length) };
    tell({ ...news, is: "being-sent" });
    const connection = connect();
    const sender = new LeftSender({ connection, sessionId: of, left });
    sender.onWaiting((isWaiting) => tell({ ...news, is: isWaiting ? "waiting" : "being-sent" }));
    const stop = () => void sender.close();
    signal.addEventListener("abort", stop, { once: true });
    const outcome = await sender.done;
    signal.removeEventListener("abort", stop);
    connection.close();
    if (outcome !== "left") tell({ ...news, is: outcome });
    if (outcome === "too-late") return;
  }
}

/** Begins the session of a recording that was made without a network. Null: the recording stays for a later page. */
async function beginFor(left: Left): Promise<string | null> {
  const { languages } = left.recording.row;
  const answer = languages && (await begin(languages, true));
  if (!answer?.ok) {
    await left.recording.close();
    return null;
  }
  left.recording.belongsTo(answer.sessionId);
  return answer.sessionId;
}
