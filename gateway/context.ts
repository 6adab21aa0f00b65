import type { Redis } from "ioredis";
import type { DefaultEventsMap, Server, Socket } from "socket.io";
import type { Limits } from "#access/limits";
import type { User } from "#access/user";
import type { Log } from "#platform/log";
import type { ServerToClientEvents } from "#protocol/messages";
import type { Refusal } from "#protocol/refusal";
import type { ClientToServerEvents } from "#protocol/requests";
import type { ServeQueue } from "#queue/serve-queue";
import type { TranslateQueue } from "#queue/translate-queue";

/** The take that a socket speaks in. */
export type SpeakingIn = {
  readonly sessionId: string;
  readonly take: number;
  /** Chunks that the limits have not counted yet. */
  uncounted: number;
  /** The count that is under way, or the last one: chunks wait for it in their order. */
  counted?: Promise<Refusal | null>;
};

export type SocketData = {
  user: User;
  addressHash: string;
  speaking: SpeakingIn | null;
  /** The session whose rooms it is in. */
  joined: string | null;
};

export type GatewayServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type GatewaySocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;

/** What every event of the gateway works with. */
export type Gateway = {
  readonly io: GatewayServer;
  readonly redis: Redis;
  readonly serveQueue: ServeQueue;
  readonly translateQueue: TranslateQueue;
  readonly limits: Limits;
  readonly log: Log;
  /** Languages that may be asked for, by the engines that are configured. */
  readonly spoken: readonly string[];
  /** How many languages a recogniser listens for at once. */
  readonly candidates: number;
  readonly written: (sourceLang: string) => readonly string[];
};
