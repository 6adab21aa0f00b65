import type { GatewaySocket } from "../context";
import type { Audience } from "./audience";

/** A page asks at once, and while there is no seat every ten seconds. */
const READS_WITHIN_MS = 60_000;

/** Closes a connection whose reader may read and does not: nothing counts it, and it could be held for ever. */
export function expectRead(audience: Audience, socket: GatewaySocket): void {
  clearTimeout(socket.data.unread);
  socket.data.unread = setTimeout(() => {
    if (!audience.isSeated(socket.id)) socket.disconnect(true);
  }, READS_WITHIN_MS).unref();
}
