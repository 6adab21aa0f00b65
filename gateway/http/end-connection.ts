import type { GatewaySocket } from "../context";

/** Ends a connection at once. With a closing handshake, a client that does not read would keep it for another half minute. */
export function endConnection(connection: GatewaySocket["conn"]): void {
  connection.request.socket.destroy();
}
