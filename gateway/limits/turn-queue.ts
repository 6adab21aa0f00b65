import type { Identity } from "#access/identity";

/** Requests of one socket that run at the same time, and that wait. */
const OF_SOCKET = { running: 4, waiting: 64 };
/** Sockets of one person together. A request may hold two of the ten connections to the database. */
const OF_PERSON = { running: 4, waiting: 128 };
/** People of one address together, apart from readers of links: a hall of readers does not delay the speaker. */
const OF_ADDRESS = { running: 8, waiting: 1_000 };
/** Reads of one address: most of them share a query, and a hall of thousands reads at once. */
const READERS_OF_ADDRESS = { running: 32, waiting: 5_000 };
/** Chunks need Redis only. The queue holds as many chunks as one acknowledgement's credit allows. */
const OF_SOUND = { running: 16, waiting: 640 };
/** Pages and route handlers of one address: each may take the event loop for many milliseconds. */
const PAGES_OF_ADDRESS = { running: 4, waiting: 5_000 };
/** Handshakes of one address. */
const HANDSHAKES_OF_ADDRESS = { running: 8, waiting: 5_000 };
/** Looks at uploaded recordings: each runs ffprobe and ffmpeg for up to 20 s. Of one address, and of all together. */
const LOOKS_OF_ADDRESS = { running: 2, waiting: 100 };
const LOOKS = { running: 8, waiting: 1_000 };

type Bounds = { readonly running: number; readonly waiting: number };
/** The bounds that several sockets share. */
type Share = { readonly key: string; readonly most: Bounds };
type Count = { running: number; waiting: number };

/** Limits how many requests of all sockets of this process run at the same time: by socket, person and address. */
export class TurnQueue {
  readonly #counts = new Map<string, Count>();
  /** Sockets whose requests wait, least recently served first. */
  readonly #waiting = new Set<SocketTurnQueue>();

  /** For a new socket. */
  of(identity: Identity, addressHash: string): SocketTurnQueue {
    if (identity.kind === "reader")
      return new SocketTurnQueue(this, [{ key: `reader ${addressHash}`, most: READERS_OF_ADDRESS }]);
    return new SocketTurnQueue(this, [
      { key: `user ${addressHash}`, most: OF_ADDRESS },
      { key: `person ${identity.user.id}`, most: OF_PERSON },
    ]);
  }

  /** Runs a handshake in its turn. @returns null when too many of this address wait */
  takeHandshake(addressHash: string, task: () => Promise<void>): Promise<void> | null {
    return new SocketTurnQueue(this, [{ key: `handshake ${addressHash}`, most: HANDSHAKES_OF_ADDRESS }]).take(task);
  }

  /** Runs the answer to an HTTP request in its turn. @returns null when too many of this address wait */
  takePage(addressHash: string, task: () => Promise<void>): Promise<void> | null {
    return new SocketTurnQueue(this, [{ key: `page ${addressHash}`, most: PAGES_OF_ADDRESS }]).take(task);
  }

  /** Looks at an uploaded recording in its turn. @returns null when too many wait */
  takeLook<T>(addressHash: string, task: () => Promise<T>): Promise<T> | null {
    const ofAddress = { key: `look ${addressHash}`, most: LOOKS_OF_ADDRESS };
    return new SocketTurnQueue(this, [ofAddress, { key: "look", most: LOOKS }]).take(task);
  }

  hasRoom(shares: readonly Share[]): boolean {
    return shares.every(({ key, most }) => (this.#counts.get(key)?.waiting ?? 0) < most.waiting);
  }

  /** Begins every request of a socket that may begin now. */
  beginAll(socket: SocketTurnQueue): void {
    while (this.#mayBegin(socket)) this.#begin(socket);
    if (socket.isWaiting) this.#waiting.add(socket);
    else this.#waiting.delete(socket);
  }

  count(socket: SocketTurnQueue, change: Count): void {
    for (const { key } of socket.shares) {
      const { running, waiting } = this.#counts.get(key) ?? { running: 0, waiting: 0 };
      const now = { running: running + change.running, waiting: waiting + change.waiting };
      if (now.running + now.waiting > 0) this.#counts.set(key, now);
      else this.#counts.delete(key);
    }
  }

  /** A request has ended: at most one request of each waiting socket begins, so that busy sockets do not delay others. */
  beginNext(): void {
    for (const next of [...this.#waiting]) {
      if (!this.#mayBegin(next)) continue;
      this.#begin(next);
      this.#waiting.delete(next);
      if (next.isWaiting) this.#waiting.add(next);
    }
  }

  #mayBegin(socket: SocketTurnQueue): boolean {
    if (!socket.mayBegin) return false;
    return socket.shares.every(({ key, most }) => (this.#counts.get(key)?.running ?? 0) < most.running);
  }

  #begin(socket: SocketTurnQueue): void {
    this.count(socket, { running: 1, waiting: -1 });
    socket.beginFirst();
  }
}

/** The requests of one socket. */
export class SocketTurnQueue {
  readonly #sound: Lane = { running: 0, waiting: [] };
  readonly #other: Lane = { running: 0, waiting: [] };
  #isHeld: () => boolean = () => false;
  #isClosed = false;

  constructor(
    private readonly turns: TurnQueue,
    readonly shares: readonly Share[],
  ) {}

  get isWaiting(): boolean {
    return this.#other.waiting.length > 0;
  }

  get mayBegin(): boolean {
    return this.isWaiting && this.#other.running < OF_SOCKET.running && (this.#isClosed || !this.#isHeld());
  }

  /** No request begins while `isHeld`; call `beginWaiting` when that ends. */
  holdWhile(isHeld: () => boolean): void {
    this.#isHeld = isHeld;
  }

  beginWaiting(): void {
    this.turns.beginAll(this);
  }

  /** The socket is closed: drops its waiting requests, apart from sound and the end of a session. */
  close(): void {
    this.#isClosed = true;
    const kept = this.#other.waiting.filter(({ isKept }) => isKept);
    this.turns.count(this, { running: 0, waiting: kept.length - this.#other.waiting.length });
    this.#other.waiting.splice(0, Number.POSITIVE_INFINITY, ...kept);
    this.beginWaiting();
  }

  /** Runs a request that is not sound in its turn. @returns null when too many wait */
  take<T>(task: () => Promise<T>, isKept = false): Promise<T> | null {
    if (this.#other.waiting.length >= OF_SOCKET.waiting || !this.turns.hasRoom(this.shares)) return null;
    const ended = () => {
      this.turns.count(this, { running: -1, waiting: 0 });
      this.turns.beginNext();
    };
    const taken = enqueue(this.#other, task, ended, isKept);
    this.turns.count(this, { running: 0, waiting: 1 });
    this.beginWaiting();
    return taken;
  }

  beginFirst(): void {
    beginFirstOf(this.#other);
  }

  /** Runs a chunk, or a request that keeps its order among chunks, independently of other requests. */
  takeSound<T>(task: () => Promise<T>): Promise<T> | null {
    if (this.#sound.waiting.length >= OF_SOUND.waiting) return null;
    const taken = enqueue(this.#sound, task, () => this.#beginSound(), true);
    this.#beginSound();
    return taken;
  }

  /** Runs a request after every chunk before it has begun. */
  takeAfterSound<T>(task: () => Promise<T>): Promise<T | null> | null {
    if (this.#sound.waiting.length === 0) return this.take(task, true);
    return this.takeSound(async () => {})?.then(() => this.take(task, true)) ?? null;
  }

  #beginSound(): void {
    while (this.#sound.running < OF_SOUND.running && this.#sound.waiting.length > 0) beginFirstOf(this.#sound);
  }
}

type Waiting = { readonly begin: () => void; readonly isKept: boolean };
type Lane = { running: number; readonly waiting: Waiting[] };

function beginFirstOf(lane: Lane): void {
  lane.running += 1;
  lane.waiting.shift()?.begin();
}

function enqueue<T>(lane: Lane, task: () => Promise<T>, ended: () => void, isKept: boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    const begin = () => {
      // A task that throws at once fails like one that rejects.
      const running = (async () => task())();
      running.then(resolve, reject).finally(() => {
        lane.running -= 1;
        ended();
      });
    };
    lane.waiting.push({ begin, isKept });
  });
}
