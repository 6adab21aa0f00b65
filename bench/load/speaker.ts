import { setTimeout as delay } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import type { ClientToServerEvents } from "#protocol/client-events";
import type { ServerToClientEvents } from "#protocol/messages";
import { CHUNK_BYTES } from "#protocol/sound";
import { Coverage } from "./coverage";

type SpeakerSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

const sound = new Uint8Array(CHUNK_BYTES).fill(7);
const ANSWER_MS = 30_000;

/** One page that speaks in a session of its own and counts the answers. */
export class Speaker {
  /** Chunks that were not acknowledged with ok. */
  refused = 0;
  /** The first refusal. Later ones follow from it, since no chunk is sent again. */
  refusal: string | null = null;
  /** Number of lost connections. */
  broken = 0;
  private isOver = false;

  private constructor(
    private readonly socket: SpeakerSocket,
    readonly sessionId: string,
    private readonly take: number,
    readonly coverage: Coverage,
  ) {
    socket.on("draft", ({ draft }) => coverage.draft(draft, performance.now()));
    socket.on("segment", ({ segment }) => coverage.segment(segment, performance.now()));
    socket.on("translation", ({ translation }) => coverage.translation(translation, performance.now()));
    socket.on("disconnect", () => {
      this.broken += 1;
    });
    socket.on("session", ({ session }) => {
      this.isOver ||= session.state === "ended" || session.state === "failed";
    });
  }

  /** @throws Error when the gateway refuses */
  static async open(url: string, token: string | undefined, targetLangs = ["es"]): Promise<Speaker> {
    const socket: SpeakerSocket = io(url, { transports: ["websocket"], forceNew: true, auth: { token } });
    const asking = socket.timeout(ANSWER_MS);
    const started = await asking.emitWithAck("session:start", { sourceLang: "en-US", targetLangs });
    if (!started.ok) throw new Error(`start: ${JSON.stringify(started.refusal)}`);
    const { sessionId } = started;
    const joined = await asking.emitWithAck("session:join", { sessionId });
    if (!joined.ok) throw new Error(`join: ${JSON.stringify(joined.refusal)}`);
    const speaking = await asking.emitWithAck("speak", { sessionId });
    if (!speaking.ok) throw new Error(`speak: ${JSON.stringify(speaking.refusal)}`);
    return new Speaker(socket, sessionId, speaking.take, new Coverage(speaking.takeStart));
  }

  /** Makes a link. @returns its token */
  async share(): Promise<string> {
    const shared = await this.socket.timeout(ANSWER_MS).emitWithAck("link:create", { sessionId: this.sessionId });
    if (!shared.ok || shared.link.path === null) throw new Error(`share: ${JSON.stringify(shared)}`);
    return shared.link.path.replace("/r/", "");
  }

  /** Writes a chunk every `everyMs`, the first at `from` (`performance.now()`), until `until`. */
  async speak(from: number, until: number, everyMs: number): Promise<void> {
    for (let due = from; due < until; due += everyMs) {
      await delay(Math.max(due - performance.now(), 0));
      this.coverage.hand(performance.now());
      const chunk = { take: this.take, n: this.coverage.handed, sound };
      this.socket.emit("chunk", chunk, (answer) => {
        if (answer.ok) return;
        this.refused += 1;
        this.refusal ??= answer.refusal.kind;
      });
    }
  }

  /**
   * Ends the session and waits for the end.
   * @returns number of chunks that are in no stored segment; 0 if nothing is stored
   */
  async stop(deadlineMs: number): Promise<number> {
    const { sessionId, take } = this;
    const asking = this.socket.timeout(ANSWER_MS);
    const stopped = await asking.emitWithAck("stop", { sessionId, after: { take, n: this.coverage.handed + 1 } });
    if (!stopped.ok) throw new Error(`stop: ${JSON.stringify(stopped.refusal)}`);
    for (const end = Date.now() + deadlineMs; !this.isOver && Date.now() < end; ) await delay(50);
    const joined = await asking.emitWithAck("session:join", { sessionId });
    if (!joined.ok) throw new Error(`join: ${JSON.stringify(joined.refusal)}`);
    return joined.changes ? this.coverage.missingFrom(joined.changes.segments) : 0;
  }

  close(): void {
    this.socket.disconnect();
  }
}
