import type { GatewaySocket } from "../context";
import type { Audience } from "./audience";

/** A page sends `link:read` once it is connected, and every ten seconds while the link is full. */
const READS_WITHIN_MS = 60_000;

/** Disconnects a reader that sends no `link:read` within a minute: the limit of readers counts only sockets that have read. */
export function expectRead(audience: Audience, socket: GatewaySocket): void {
  clearTimeout(socket.data.unread);
  socket.data.unread = setTimeout(() => {
    if (!audience.isSeated(socket.id)) socket.disconnect(true);
  }, READS_WITHIN_MS).unref();
}
