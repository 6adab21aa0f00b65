import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import type { Log } from "#platform/log";
import { readLanguageRoom } from "#protocol/rooms";
import { reportListeners } from "#queue/listeners";
import type { GatewayServer } from "./context";

const EVERY_MS = 2_000;

/** Tells the workers every 2 s which languages are read here: drafts are translated for readers alone. */
export function startReportingListeners(io: GatewayServer, redis: Redis, log: Log): { stop(): void } {
  const gatewayId = randomUUID();
  const report = async (): Promise<void> => {
    await reportListeners(redis, gatewayId, languagesBySession(io.of("/").adapter.rooms.keys()));
  };
  const timer = setInterval(() => {
    // While Redis is away there is nobody to tell; commands must not pile up.
    if (redis.status !== "ready") return;
    report().catch((err: unknown) => log.warn({ err }, "listeners not reported"));
  }, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

function languagesBySession(rooms: Iterable<string>): Map<string, string[]> {
  const bySession = new Map<string, string[]>();
  for (const name of rooms) {
    const room = readLanguageRoom(name);
    if (room) bySession.set(room.sessionId, [...(bySession.get(room.sessionId) ?? []), room.lang]);
  }
  return bySession;
}
