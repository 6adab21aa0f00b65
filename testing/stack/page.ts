import { setTimeout as delay } from "node:timers/promises";
import { connect } from "#app/connection/connect";
import type { Connection } from "#app/connection/connection";
import { SessionClient } from "#app/connection/session-client";
import { atOnce } from "#app/connection/subscribers";
import type { OutgoingOptions } from "#app/speaking/outgoing";
import { Sender } from "#app/speaking/sender";
import { isEnd } from "#app/speaking/sender-state";
import { segmentsInOrder } from "#protocol/reduce";
import type { Changes } from "#protocol/transcript";
import { eventually } from "../eventually";
import { TcpProxy } from "../network/tcp-proxy";
import { type Person, signIn } from "../people/person";
import { chunkSaying } from "../scripted/sound";
import { onceAWorkerServes } from "./once-a-worker-serves";
import type { Process } from "./process";

export const TARGETS = ["es", "ca"];

/** Tests send sound faster than live speech; above this the sender would drop the oldest chunks. */
const MOST_UNANSWERED_MS = 20_000;

type Asked = { readonly keepSound?: boolean };

/** A page without a browser: the product's connection, session client and sender, behind a network that a test can break. */
export class Page {
  #client: SessionClient | null = null;
  #sender: Sender | null = null;

  private constructor(
    readonly network: TcpProxy,
    readonly person: Person,
    readonly connection: Connection,
  ) {}

  /** @param person the page's user; default: a new anonymous person */
  static async open(web: Pick<Process, "target">, person?: Person): Promise<Page> {
    const network = await new TcpProxy(web.target).listen();
    const url = `http://127.0.0.1:${network.port}`;
    const who = person ?? (await signIn(url));
    const connection = connect({ url, token: who.token });
    return new Page(network, who, connection);
  }

  /** Starts a session and follows it. */
  async start(sourceLang = "en-US", alternativeLangs: readonly string[] = [], more: Asked = {}): Promise<string> {
    await eventually("the page is connected", () => this.connection.state === "connected");
    const languages = { sourceLang, alternativeLangs: [...alternativeLangs], targetLangs: TARGETS, ...more };
    const answer = await onceAWorkerServes(() => this.connection.ask("session:start", languages));
    if (!answer?.ok) throw new Error(`start was answered ${JSON.stringify(answer)}`);
    this.follow(answer.sessionId);
    return answer.sessionId;
  }

  follow(sessionId: string): SessionClient {
    this.#client = new SessionClient({ connection: this.connection, sessionId, schedule: atOnce });
    return this.#client;
  }

  /** Begins a take, or continues the one of an earlier page. `says` then speaks in it. */
  speak(sessionId: string, options: OutgoingOptions = {}): Sender {
    this.#sender = new Sender({ connection: this.connection, sessionId, ...options });
    return this.#sender;
  }

  get client(): SessionClient {
    if (!this.#client) throw new Error("the page follows no session");
    return this.#client;
  }

  get sender(): Sender {
    if (!this.#sender) throw new Error("the page does not speak");
    return this.#sender;
  }

  get transcript() {
    return this.client.getSnapshot().transcript;
  }

  /** The committed text on the page. */
  get text(): string {
    return segmentsInOrder(this.transcript)
      .map(({ text }) => text)
      .join(" ");
  }

  /**
   * Says these numbers, a chunk each. Waits while the sender takes no more, and while acknowledgements are late, but not
   * while the page is disconnected.
   * @throws Error when the sender has ended
   */
  async says(numbers: Iterable<number>, everyMs = 10, sound = chunkSaying): Promise<void> {
    for (const number of numbers) {
      const { buffer } = sound(number);
      await eventually("the sender takes sound", () => this.#push(new Int16Array(buffer)));
      await delay(everyMs);
    }
  }

  #push(samples: Int16Array): boolean {
    const state = this.sender.getSnapshot();
    if (isEnd(state)) throw new Error(`the sender ended as ${state.kind}`);
    return (state.kind !== "speaking" || state.keptMs < MOST_UNANSWERED_MS) && this.sender.push(samples);
  }

  /** Ends the session. Resolves once all sound is in the mailbox. */
  async stops(): Promise<void> {
    const end = await this.sender.stop();
    if (end.kind !== "stopped") throw new Error(`the sender ended as ${end.kind}`);
  }

  /** Resolves once w<number> is committed and on the page. */
  async hears(number: number): Promise<void> {
    const word = new RegExp(`\\bw${number}\\b`, "i");
    await eventually(`w${number} is committed`, () => word.test(this.text));
  }

  /** Resolves once every chunk is acknowledged. */
  async hasSent(): Promise<void> {
    await eventually("every chunk is acknowledged", () => this.sender.getSnapshot().keptMs === 0);
  }

  /** @returns the stored session */
  async stored(sessionId: string): Promise<Changes> {
    const answer = await this.connection.ask("session:join", { sessionId, since: 0 });
    if (!answer?.ok) throw new Error(`join was answered ${JSON.stringify(answer)}`);
    return answer.changes;
  }

  async close(): Promise<void> {
    this.#client?.close();
    void this.#sender?.close();
    this.connection.close();
    await this.network.close();
  }
}
