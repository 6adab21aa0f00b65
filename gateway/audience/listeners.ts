import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import type { Log } from "#platform/log";
import { readLanguageRoom } from "#protocol/rooms";
import { reportListeners } from "#redis/listeners";
import type { GatewayServer, GatewaySocket } from "../context";

const EVERY_MS = 2_000;

/** Tells the workers every 2 s which languages are read here: drafts are translated for readers alone. */
export function startReportingListeners(io: GatewayServer, redis: Redis, log: Log): { stop(): void } {
  const gatewayId = randomUUID();
  const report = async (): Promise<void> => {
    await reportListeners(redis, gatewayId, languagesBySession(io));
  };
  const timer = setInterval(() => {
    // While Redis is away there is nobody to tell; commands must not pile up.
    if (redis.status !== "ready") return;
    report().catch((err: unknown) => log.warn({ err }, "listeners not reported"));
  }, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

function languagesBySession(io: GatewayServer): Map<string, string[]> {
  const { adapter, sockets } = io.of("/");
  const bySession = new Map<string, string[]>();
  for (const [name, ids] of adapter.rooms) {
    const room = readLanguageRoom(name);
    if (room && [...ids].some((id) => showsDrafts(sockets.get(id), room.lang)))
      bySession.set(room.sessionId, [...(bySession.get(room.sessionId) ?? []), room.lang]);
  }
  return bySession;
}

/** An owner's page is in every language's room, and shows some of them. */
function showsDrafts(socket: Pick<GatewaySocket, "data"> | undefined, lang: string): boolean {
  return socket !== undefined && (socket.data.drafts?.includes(lang) ?? true);
}
