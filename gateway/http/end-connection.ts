import type { GatewaySocket } from "../context";

/** Ends a connection at once. A closing handshake would leave it to a client that does not read for half a minute more. */
export function endConnection(connection: GatewaySocket["conn"]): void {
  connection.request.socket.destroy();
}
