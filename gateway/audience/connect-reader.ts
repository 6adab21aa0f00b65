import type { Grant } from "#access/identity";
import { linkRoom } from "#protocol/rooms";
import type { Gateway, GatewaySocket } from "../context";
import { expectRead } from "./expect-read";

/** Puts a reader that has connected into the room of its link, and disconnects it when the link ends. */
export function connectReader(
  { grants, audience }: Gateway,
  socket: GatewaySocket,
  grant: Grant,
  isUnlocked: boolean,
): void {
  void socket.join(linkRoom(grant.linkId));
  grants.hold(socket, grant);
  // A reader at the password form has no time limit.
  if (isUnlocked) expectRead(audience, socket);
}
