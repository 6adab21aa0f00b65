import { io, type Socket } from "socket.io-client";
import type { Changes } from "#protocol/transcript";
import { VERSION_PARAMETER } from "#protocol/version";
import { eventually } from "../eventually";
import { onceAWorkerServes } from "./once-a-worker-serves";

export type RawAnswer = {
  readonly ok: boolean;
  readonly refusal?: { readonly kind: string };
  readonly [more: string]: unknown;
};

type Options = {
  readonly token?: string;
  readonly cookie?: string;
  readonly origin?: string;
  /** A link's token, as a reader sends it. */
  readonly link?: string;
  readonly pass?: string;
  readonly opening?: string;
  /** The protocol version of the page; absent for other clients. */
  readonly version?: number;
  /** The client's address as a trusted proxy reports it. */
  readonly from?: string;
};

/** A socket that can send any payload, also one that no page of the product sends. */
export class RawSocket {
  /** The names of the messages that it received. */
  readonly told: string[] = [];

  private constructor(readonly socket: Socket) {
    socket.onAny((event: string) => this.told.push(event));
  }

  /** @returns a socket, or the error of the handshake */
  static async open(
    url: string,
    { token, cookie, origin, from, version, ...reader }: Options,
  ): Promise<RawSocket | string> {
    const socket = io(url, {
      transports: ["websocket"],
      forceNew: true,
      ...(version !== undefined && { query: { [VERSION_PARAMETER]: version } }),
      reconnection: false,
      // The tests' certificate is self-signed.
      ...(url.startsWith("https:") && { rejectUnauthorized: false }),
      auth: { ...(token !== undefined && { token }), ...reader },
      extraHeaders: {
        ...(cookie !== undefined && { cookie }),
        ...(origin !== undefined && { origin }),
        ...(from !== undefined && { "x-forwarded-for": from }),
      },
    });
    const refused = new Promise<string>((resolve) => socket.once("connect_error", ({ message }) => resolve(message)));
    const connected = new Promise<RawSocket>((resolve) => socket.once("connect", () => resolve(new RawSocket(socket))));
    const opened = await Promise.race([connected, refused]);
    if (typeof opened === "string") socket.disconnect();
    return opened;
  }

  static async connect(url: string, token: string): Promise<RawSocket> {
    const opened = await RawSocket.open(url, { token });
    if (typeof opened === "string") throw new Error(`the handshake answered ${opened}`);
    return opened;
  }

  /** Connects a reader of a link. */
  static async read(url: string, options: Options & { readonly link: string }): Promise<RawSocket> {
    const opened = await RawSocket.open(url, options);
    if (typeof opened === "string") throw new Error(`the handshake answered ${opened}`);
    return opened;
  }

  /** Sends an event with any payload; every request is acknowledged. */
  async ask(event: string, ...payload: unknown[]): Promise<RawAnswer> {
    return this.socket.timeout(60_000).emitWithAck(event, ...payload);
  }

  /** Starts a session and speaks in it. */
  async speakInNew(targetLangs = ["es"]): Promise<{ sessionId: string; take: number }> {
    const wish = { sourceLang: "en-US", targetLangs };
    const { sessionId } = await onceAWorkerServes(() => this.ask("session:start", wish));
    const { take } = await this.ask("speak", { sessionId });
    return { sessionId: String(sessionId), take: Number(take) };
  }

  /** Waits for this many closed segments. @returns their texts */
  async read(sessionId: string, segments: number): Promise<string[]> {
    return eventually(`${segments} segments are closed`, async () => {
      const closed = (await this.stored(sessionId)).segments.filter(({ open }) => !open);
      return closed.length >= segments && closed.map(({ text }) => text);
    });
  }

  /** Waits for the end of a session. @returns its text */
  async readEnded(sessionId: string): Promise<string> {
    return eventually("it has ended", async () => {
      const { session, segments } = await this.stored(sessionId);
      return session?.state === "ended" && segments.map(({ text }) => text).join(" ");
    });
  }

  /** @returns the stored session */
  async stored(sessionId: string): Promise<Changes> {
    const { changes } = await this.ask("session:join", { sessionId, since: 0 });
    return changes as Changes;
  }

  close(): void {
    this.socket.disconnect();
  }
}
