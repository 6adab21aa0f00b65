import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Server as EngineServer, type ServerOptions } from "engine.io";
import type { Redis } from "ioredis";
import { PACKET_SEPARATOR, STREAM_HEADER, STREAM_MESSAGES_PATH, STREAM_PATH } from "#protocol/stream";
import { streamChannel } from "#redis/keys";
import { type EngineRequest, StreamTransport } from "./stream-transport";

const PROTOCOL = "4";
const ID = /^([\w-]{36})\.[\w-]{32}$/;

type Options = Pick<ServerOptions, "pingInterval" | "pingTimeout"> & { readonly maxHttpBufferSize: number };

/**
 * Connections of pages that cannot open a websocket. Each is a client of Engine.IO that writes to one endless response.
 * Socket.IO, and every check and limit of the gateway, treat it as any other connection. A page's requests may reach
 * another web process than its response: that process passes their bodies on through Redis, so no sticky sessions are
 * needed.
 */
export class Streams extends EngineServer {
  readonly #processId = randomUUID();
  readonly #publisher: Redis;
  readonly #transports = new Map<string, StreamTransport>();
  readonly #mostBytes: number;

  constructor(options: Options, publisher: Redis, subscriber: Redis) {
    super({ ...options, transports: [], allowUpgrades: false });
    // Base64 is a third longer than its bytes.
    this.#mostBytes = Math.ceil(options.maxHttpBufferSize / 3) * 4 + 1;
    this.#publisher = publisher;
    const own = streamChannel(this.#processId);
    void subscriber.subscribe(own);
    subscriber.on("message", (channel: string, message: string) => {
      if (channel === own) this.#receivePassed(message);
    });
  }

  /** Answers the requests of streams. @returns false for every other request */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = request.url?.split("?", 1)[0];
    if (path !== STREAM_PATH && path !== STREAM_MESSAGES_PATH) return false;
    // Only POST: browsers send an Origin with it, which the guard has checked.
    if (request.method !== "POST") end(response, 405);
    else if (path === STREAM_PATH) await this.#open(request, response);
    else end(response, await this.#take(request));
    return true;
  }

  override generateId(): string {
    return `${this.#processId}.${randomBytes(24).toString("base64url")}`;
  }

  protected override createTransport(_name: unknown, request: IncomingMessage): StreamTransport {
    const { res } = request as EngineRequest;
    if (!res) throw new Error("a stream needs a response");
    return new StreamTransport(request as EngineRequest, res, this.#mostBytes);
  }

  async #open(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = Object.fromEntries(new URL(request.url ?? "", "http://host").searchParams);
    const opening: EngineRequest = Object.assign(request, { _query: { ...asked, EIO: PROTOCOL }, res: response });
    const transport = await this.handshake("stream" as "polling", opening, () => end(response, 400));
    if (!(transport instanceof StreamTransport)) return;
    const { sid } = transport;
    this.#transports.set(sid, transport);
    transport.once("close", () => this.#transports.delete(sid));
  }

  /** @returns the status of the answer */
  async #take(request: IncomingMessage): Promise<number> {
    const id = request.headers[STREAM_HEADER];
    const processId = typeof id === "string" ? ID.exec(id)?.[1] : undefined;
    if (typeof id !== "string" || processId === undefined) return 400;
    const body = await bodyOf(request);
    if (processId === this.#processId) {
      const transport = this.#transports.get(id);
      await transport?.receive(body.split(PACKET_SEPARATOR));
      return transport ? 204 : 410;
    }
    const receivers = await this.#publisher.publish(streamChannel(processId), `${id}\n${body}`);
    return receivers > 0 ? 204 : 410;
  }

  #receivePassed(message: string): void {
    const at = message.indexOf("\n");
    void this.#transports.get(message.slice(0, at))?.receive(message.slice(at + 1).split(PACKET_SEPARATOR));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { "Cache-Control": "no-store" });
  response.end();
}
