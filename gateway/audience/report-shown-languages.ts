import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { every, type Repetition } from "#platform/every";
import type { Log } from "#platform/log";
import { readLanguageRoom } from "#protocol/rooms";
import { reportShownLanguages } from "#redis/shown-languages";
import type { GatewayServer, GatewaySocket } from "../context";

const EVERY_MS = 2_000;

/** Reports every 2 s which languages are read here: workers translate drafts only into languages that a page shows. */
export function startReportingShownLanguages(io: GatewayServer, redis: Redis, log: Log): Repetition {
  const gatewayId = randomUUID();
  const report = async (): Promise<void> => {
    // Commands must not pile up while Redis is unavailable.
    if (redis.status === "ready") await reportShownLanguages(redis, gatewayId, languagesBySession(io));
  };
  return every(EVERY_MS, report, (err) => log.warn({ err }, "could not report the shown languages"));
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

/** An owner's page is in the rooms of all languages, but may show only some. */
function showsDrafts(socket: Pick<GatewaySocket, "data"> | undefined, lang: string): boolean {
  return socket !== undefined && (socket.data.drafts?.includes(lang) ?? true);
}
