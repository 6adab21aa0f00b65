import type { Grant } from "#access/identity";
import { linkRoom } from "#protocol/rooms";
import type { Gateway, GatewaySocket } from "../context";
import { expectRead } from "./expect-read";

/** A reader is connected: whatever ends the link ends the connection. */
export function admit({ grants, audience }: Gateway, socket: GatewaySocket, grant: Grant, isUnlocked: boolean): void {
  void socket.join(linkRoom(grant.linkId));
  grants.hold(socket, grant);
  // At the form of a password people may take their time.
  if (isUnlocked) expectRead(audience, socket);
}
