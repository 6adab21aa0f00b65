import { controlRoom, ownerRoom } from "#protocol/rooms";
import type { StateChange } from "#store/session/states";
import type { GatewayServer } from "./context";

/** The session's row changed: its owner hears what it says, everybody else that it is to be asked for. */
export function tellChange(io: GatewayServer, { session, rev }: StateChange): void {
  io.to(ownerRoom(session.id)).emit("session", { session, rev });
  io.to(controlRoom(session.id)).emit("changed", { rev });
}
