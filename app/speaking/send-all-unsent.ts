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
  readonly is: "being-sent" | "sent" | "too-late";
};

/** Sends what earlier pages of this person left, session by session. Returns a function that stops it. */
export function sendAllUnsent(person: string, tell: (news: UnsentNews) => void): () => void {
  const stopping = new AbortController();
  void sendEach(person, tell, stopping.signal);
  return () => stopping.abort();
}

async function sendEach(person: string, tell: (news: UnsentNews) => void, signal: AbortSignal): Promise<void> {
  const store = await UnsentStore.open(person);
  for (const { sessionId, chunks } of (await store?.lengths()) ?? []) {
    if (signal.aborted) return;
    if (chunks < UNDER_WAY_CHUNKS) continue;
    const left = await store?.takeLeft(sessionId);
    if (!left) continue;
    const of = sessionId ?? (await beginFor(left));
    if (of === null) continue;
    const news = { sessionId: of, ms: chunksToMs(left.chunks.length) };
    tell({ ...news, is: "being-sent" });
    const connection = connect();
    const sender = new LeftSender({ connection, sessionId: of, left });
    const stop = () => void sender.close();
    signal.addEventListener("abort", stop, { once: true });
    const isSent = await sender.done;
    signal.removeEventListener("abort", stop);
    connection.close();
    tell({ ...news, is: isSent ? "sent" : "too-late" });
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
