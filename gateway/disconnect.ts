import { tellPresence } from "./audience/tell-presence";
import type { Gateway, GatewaySocket } from "./context";

/** Handles the end of a connection: no longer counts a reader, and publishes that a speaker is away. */
export async function onDisconnect(gateway: Gateway, socket: GatewaySocket): Promise<void> {
  const { identity, speaking } = socket.data;
  clearTimeout(socket.data.unread);
  if (identity.kind === "reader") {
    gateway.audience.leave(socket.id);
    gateway.grants.release(socket, identity.grant);
  }
  if (!speaking || gateway.redis.status !== "ready") return;
  try {
    await tellPresence(gateway, socket.id, speaking.sessionId, "away");
  } catch (err) {
    gateway.log.warn({ err, sessionId: speaking.sessionId }, "could not publish that the speaker is away");
  }
}
