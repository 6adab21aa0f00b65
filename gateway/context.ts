import type { Server, Socket } from "socket.io";
import type { Identity } from "#access/identity";
import type { Limits } from "#access/limits";
import type { LinkPasswords } from "#access/links/password-attempts";
import type { PeopleChange } from "#access/people-changes";
import type { KeepSound } from "#platform/env";
import type { Log } from "#platform/log";
import type { ClientToServerEvents } from "#protocol/client-events";
import type { ServerToClientEvents } from "#protocol/messages";
import type { Refusal } from "#protocol/refusal";
import type { SessionView } from "#protocol/session";
import type { CutChanges, ShareAddress, SpeakerPresence } from "#protocol/share";
import type { PageReports } from "#protocol/unreadable";
import type { Publisher } from "#publishing/publisher";
import type { Budget } from "#redis/budget";
import type { ScriptedRedis } from "#redis/connection";
import type { ServeQueue } from "#redis/serve-queue";
import type { TranslateQueue } from "#redis/translate-queue";
import type { Audience } from "./audience/audience";
import type { GrantWatch } from "./audience/grant-watch";
import type { ViewCounter } from "./audience/view-counter";
import type { Allowance } from "./limits/allowance";
import type { SocketTurnQueue } from "./limits/turn-queue";
import type { AnswerSize } from "./session/answer-size";
import type { OpusChunks } from "./speaking/opus-chunks";

/** The take that a socket speaks in. */
export type SpeakingIn = {
  readonly sessionId: string;
  readonly take: number;
  /** Chunks that the limits have not counted yet. */
  uncounted: number;
  /** The spoken language; null: the session is ending, and needs no recogniser of its own. */
  readonly language: string | null;
  /** Time of the last chunk, by `performance.now()`. */
  lastChunkAt: number;
  /** The latest limit check; resolves to null if chunks are accepted. Chunks await it in order. */
  admitted?: Promise<Refusal | null>;
  /** Decodes the chunks that come in Opus; made with the first one. */
  opus?: Promise<OpusChunks>;
};

export type SocketData = {
  identity: Identity;
  /** Id of one view of the page, the same for all of its connections. Tells a reconnect from another view. */
  viewId: string | null;
  addressHash: string;
  speaking: SpeakingIn | null;
  /** The session whose rooms the owner's socket has joined. */
  joined: string | null;
  /** The languages whose drafts the owner's page shows; null: all. */
  drafts: readonly string[] | null;
  /** The sizes of the answers in which an owner's page reads a session. */
  readonly answerSize: AnswerSize;
  readonly allowance: Allowance;
  readonly turns: SocketTurnQueue;
  /** True while a reader's `link:read` is being answered. */
  isReading?: boolean;
  /** Disconnects a reader that does not read; see `expectRead`. */
  unread?: NodeJS.Timeout;
};

/** The messages that gateways send to each other. */
type ServerToServerEvents = { people(change: PeopleChange): void };

type ClientEvents = ClientToServerEvents & PageReports;

export type GatewayServer = Server<ClientEvents, ServerToClientEvents, ServerToServerEvents, SocketData>;
export type GatewaySocket = Socket<ClientEvents, ServerToClientEvents, ServerToServerEvents, SocketData>;

type Shared<T> = (key: string, read: () => Promise<T>) => Promise<T>;

/** The dependencies of the event handlers. */
export type Gateway = {
  readonly io: GatewayServer;
  readonly publisher: Publisher;
  readonly redis: ScriptedRedis;
  readonly serveQueue: ServeQueue;
  readonly translateQueue: TranslateQueue;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly linkPasswords: LinkPasswords;
  readonly audience: Audience;
  readonly grants: GrantWatch;
  readonly views: ViewCounter;
  /** Shared reads: a thousand concurrent readers cause a few queries. */
  readonly shared: {
    readonly links: Shared<Set<string>>;
    readonly sessions: Shared<SessionView | null>;
    /** Changes for readers, cut to the scope of their link. */
    readonly changes: Shared<CutChanges | null>;
    readonly presences: Shared<SpeakerPresence>;
  };
  readonly log: Log;
  /** AUTH_SECRET, which seals the tokens of links. */
  readonly secret: string;
  /** The address that links begin with. */
  readonly address: () => ShareAddress;
  /** The spoken languages of the configured engines. */
  readonly spoken: readonly string[];
  /** Whether sessions keep their sound; `ask`: each speaker chooses. */
  readonly keepSound: KeepSound;
  /** The limit for the stored sound of all people together, bytes. */
  readonly mostSound: number;
  /** The number of languages that a recogniser listens for at once. */
  readonly candidates: number;
  readonly written: (sourceLang: string) => readonly string[];
  /** Whether speech in one language can be read in another: translated, or because it is the same. */
  readonly isReadable: (spoken: string, lang: string) => boolean;
};
