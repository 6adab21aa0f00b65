import type { GatewaySocket } from "../context";
import type { Audience } from "./audience";

/** A page reads at once, and every ten seconds while there is no seat. */
const READS_WITHIN_MS = 60_000;

/** Closes the connection of a reader that does not read. No limit counts it, so it could stay open for ever. */
export function expectRead(audience: Audience, socket: GatewaySocket): void {
  clearTimeout(socket.data.unread);
  socket.data.unread = setTimeout(() => {
    if (!audience.isSeated(socket.id)) socket.disconnect(true);
  }, READS_WITHIN_MS).unref();
}
