import { connect } from "../connection/connect";
import { UnsentStore } from "../unsent/unsent-store";
import { LeftSender } from "./left-sender";
import { chunksToMs } from "./outgoing";

/** What became of the sound that an earlier page of a session left, of length `ms`. */
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
  for (const { sessionId } of (await store?.lengths()) ?? []) {
    if (signal.aborted) return;
    const left = sessionId === null ? null : await store?.takeLeft(sessionId);
    if (!left || sessionId === null) continue;
    const news = { sessionId, ms: chunksToMs(left.chunks.length) };
    tell({ ...news, is: "being-sent" });
    const connection = connect();
    const sender = new LeftSender({ connection, sessionId, left });
    const stop = () => void sender.close();
    signal.addEventListener("abort", stop, { once: true });
    const isSent = await sender.done;
    signal.removeEventListener("abort", stop);
    connection.close();
    tell({ ...news, is: isSent ? "sent" : "too-late" });
  }
}
