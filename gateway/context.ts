import type { Redis } from "ioredis";
import type { Server, Socket } from "socket.io";
import type { Identity } from "#access/identity";
import type { Limits } from "#access/limits";
import type { PasswordDoor } from "#access/links/password-door";
import type { PeopleChange } from "#access/people-changes";
import type { Log } from "#platform/log";
import type { ServerToClientEvents } from "#protocol/messages";
import type { Refusal } from "#protocol/refusal";
import type { ClientToServerEvents } from "#protocol/requests";
import type { SessionView } from "#protocol/session";
import type { ShareAddress, SpeakerPresence } from "#protocol/share";
import type { Changes } from "#protocol/transcript";
import type { PageReports } from "#protocol/unreadable";
import type { Budget } from "#redis/budget";
import type { ServeQueue } from "#redis/serve-queue";
import type { TranslateQueue } from "#redis/translate-queue";
import type { Audience } from "./audience/audience";
import type { GrantWatch } from "./audience/grant-watch";
import type { Views } from "./audience/views";
import type { Allowance } from "./limits/allowance";
import type { SocketTurns } from "./limits/turns";

/** The take that a socket speaks in. */
export type SpeakingIn = {
  readonly sessionId: string;
  readonly take: number;
  /** Chunks that the limits have not counted yet. */
  uncounted: number;
  /** What is spoken; null: the session is ending, and needs no recogniser of its own any more. */
  readonly language: string | null;
  /** When its last chunk came, ms of this process. */
  heardAt: number;
  /** Whether chunks are taken, asked last or at this moment: they wait for it in their order. */
  admitted?: Promise<Refusal | null>;
};

export type SocketData = {
  identity: Identity;
  /** Tells a reader's reconnect from another opening of the page. */
  opening: string | null;
  addressHash: string;
  speaking: SpeakingIn | null;
  /** The owner's session whose rooms it is in. */
  joined: string | null;
  /** The languages whose drafts the owner's page shows; null: all. */
  drafts: readonly string[] | null;
  readonly allowance: Allowance;
  readonly turns: SocketTurns;
  /** A reader's question is being answered. */
  isReading?: boolean;
  /** Ends a reader who does not read; see `expectRead`. */
  unread?: NodeJS.Timeout;
};

/** What gateways tell each other. */
type ServerToServerEvents = { people(change: PeopleChange): void };

type ClientEvents = ClientToServerEvents & PageReports;

export type GatewayServer = Server<ClientEvents, ServerToClientEvents, ServerToServerEvents, SocketData>;
export type GatewaySocket = Socket<ClientEvents, ServerToClientEvents, ServerToServerEvents, SocketData>;

type Shared<T> = (key: string, read: () => Promise<T>) => Promise<T>;

/** What every event of the gateway works with. */
export type Gateway = {
  readonly io: GatewayServer;
  readonly redis: Redis;
  readonly serveQueue: ServeQueue;
  readonly translateQueue: TranslateQueue;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly door: PasswordDoor;
  readonly audience: Audience;
  readonly grants: GrantWatch;
  readonly views: Views;
  /** A thousand readers who come at once ask the store a few times. */
  readonly shared: {
    readonly links: Shared<Set<string>>;
    readonly sessions: Shared<SessionView | null>;
    readonly changes: Shared<Changes | null>;
    readonly presences: Shared<SpeakerPresence>;
  };
  readonly log: Log;
  /** AUTH_SECRET: what links are sealed with. */
  readonly secret: string;
  /** The address that links begin with. */
  readonly address: () => ShareAddress;
  /** Languages that may be asked for, by the engines that are configured. */
  readonly spoken: readonly string[];
  /** How many languages a recogniser listens for at once. */
  readonly candidates: number;
  readonly written: (sourceLang: string) => readonly string[];
  /** Whether what is spoken can be read in a language: translated, or as it was said. */
  readonly isReadable: (spoken: string, lang: string) => boolean;
};
