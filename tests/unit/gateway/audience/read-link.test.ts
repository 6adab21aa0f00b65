import type { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Identity } from "#access/identity";
import type { Limits } from "#access/limits";
import { Audience } from "#gateway/audience/audience";
import { connectReader } from "#gateway/audience/connect-reader";
import { onReadLink } from "#gateway/audience/read-link";
import type { Gateway, GatewayServer, GatewaySocket } from "#gateway/context";
import { onDisconnect } from "#gateway/disconnect";
import { Allowance } from "#gateway/limits/allowance";
import { TurnQueue } from "#gateway/limits/turn-queue";
import { onUnlockLink } from "#gateway/links/unlock-link";
import { createLog } from "#platform/log";
import type { SessionView } from "#protocol/session";
import type { Changes } from "#protocol/transcript";

const LINK = "l".repeat(16);

const session: SessionView = {
  id: "a".repeat(22),
  title: "",
  sourceLang: "en-US",
  targetLangs: ["es", "ca"],
  state: "live",
  failure: null,
  createdAt: "2026-11-23T23:00:00.000Z",
  endedAt: null,
};

function changesOf(targetLangs: string[], langs: string[]): Changes {
  return { since: 0, rev: 1, anchor: 0, session: { ...session, targetLangs }, langs, segments: [], translations: [] };
}

/** A reader's socket. */
function reader(id: string) {
  const grant = {
    linkId: LINK,
    sessionId: session.id,
    scope: { original: true, langs: null },
    mayExport: false,
    mayHear: false,
  };
  const identity = { kind: "reader", grant: { ...grant, passwordHash: null, msLeft: null }, isUnlocked: true };
  const rooms = new Set([id]);
  const fake = {
    id,
    connected: true,
    rooms,
    data: {
      identity,
      viewId: null,
      speaking: null,
      joined: null,
      allowance: new Allowance("reader"),
      turns: new TurnQueue().of(identity as unknown as Identity, id),
    },
    join: (names: string | string[]) => {
      for (const name of [names].flat()) rooms.add(name);
    },
    leave: (name: string) => rooms.delete(name),
    disconnect: () => {
      fake.connected = false;
      void onDisconnect(gateway, socket);
    },
  };
  const socket = fake as unknown as GatewaySocket;
  return socket;
}

const redis = { status: "wait", hgetall: async () => ({}), time: async () => [1_700_000_000, 0] } as unknown as Redis;

let audience: Audience;
let gateway: Gateway;
/** The store's answer; tests also use it to act during the read. */
let stored: (key: string) => Promise<Changes>;
beforeEach(() => {
  audience = new Audience({} as GatewayServer, redis, "this one", createLog("web", "silent"));
  stored = async () => changesOf(["es", "ca"], ["es"]);
  gateway = {
    redis,
    audience,
    limits: { read: (now: number) => (now < 3 ? null : { limit: "readers", retryAfterSeconds: 10 }) } as Limits,
    views: { count: () => {} },
    grants: { hold: () => {}, release: () => {} },
    linkPasswords: { try: async () => true },
    secret: "s".repeat(32),
    shared: {
      links: async () => new Set([LINK]),
      sessions: async () => session,
      changes: (key: string) => stored(key),
      presences: async () => null,
    },
    log: createLog("web", "silent"),
  } as unknown as Gateway;
});
afterEach(async () => {
  vi.useRealTimers();
  await audience.close();
});

async function asks(socket: GatewaySocket): Promise<unknown> {
  return new Promise((resolve) => void onReadLink(gateway, socket)({ wanted: ["es"], since: 0 }, resolve));
}
function admitted(socket: GatewaySocket, isUnlocked: boolean): void {
  const { identity } = socket.data;
  if (identity.kind === "reader") connectReader(gateway, socket, identity.grant, isUnlocked);
}
const total = async () => (await audience.readersOf(session.id)).total;

test("a reader who leaves while the language changes does not count", async () => {
  const socket = reader("one");
  stored = async () => {
    socket.disconnect();
    return changesOf(["ca"], ["es"]);
  };
  expect(await asks(socket)).toMatchObject({ ok: false, refusal: { kind: "not-found" } });
  expect(await total()).toBe(0);
});

test("the limit of readers holds for readers who read at once", async () => {
  const sockets = Array.from({ length: 10 }, (_, at) => reader(`reader ${at}`));
  const answers = await Promise.all(sockets.map(asks));
  const full = { ok: false, refusal: { kind: "too-many", limit: "readers", retryAfterSeconds: 10 } };
  expect(answers.slice(3)).toEqual(Array(7).fill(full));
  expect(await total()).toBe(3);
});

test("a second `link:read` before the answer to the first is refused, and later ones are not", async () => {
  const socket = reader("one");
  const [first, second] = await Promise.all([asks(socket), asks(socket)]);
  expect(first).toMatchObject({ ok: true });
  expect(second).toEqual({ ok: false, refusal: { kind: "too-many", limit: "requests", retryAfterSeconds: 1 } });
  expect(await asks(socket)).toMatchObject({ ok: true });
  stored = () => Promise.reject(new Error("the store is unavailable"));
  expect(await asks(socket)).toMatchObject({ refusal: { kind: "unavailable" } });
  stored = async () => changesOf(["es", "ca"], ["es"]);
  expect(await asks(socket)).toMatchObject({ ok: true });
});

test("a socket that may read and does not is closed after a minute; a reader who waits for a place is not", async () => {
  vi.useFakeTimers();
  const [silent, ...seated] = [reader("silent"), reader("one"), reader("two"), reader("three")];
  const waiting = reader("waiting");
  for (const socket of [silent, ...seated, waiting]) admitted(socket, true);
  for (const socket of seated) await asks(socket);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(await asks(waiting)).toMatchObject({ refusal: { limit: "readers" } });
  expect(silent.connected).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(silent.connected).toBe(false);
  await vi.advanceTimersByTimeAsync(58_000);
  for (const socket of [...seated, waiting]) expect(socket.connected).toBe(true);
});

test("a reader has any time for the password, and a minute to read after it", async () => {
  vi.useFakeTimers();
  const socket = reader("one");
  admitted(socket, false);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(socket.connected).toBe(true);
  await new Promise((resolve) => void onUnlockLink(gateway, socket)({ password: "sal y agua" }, resolve));
  await vi.advanceTimersByTimeAsync(59_999);
  expect(socket.connected).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(socket.connected).toBe(false);
});
