import { accountSettings } from "#access/accounts/account-settings";
import type { PeopleChange } from "#access/people-changes";
import { every } from "#platform/every";
import type { Log } from "#platform/log";
import { validSignIns } from "#store/people/accounts";
import type { GatewayServer } from "../context";

/** A message that was lost, and a sign-in that ran out, are noticed after this long at the latest. */
const RECHECK_MS = 15_000;

/**
 * How long a connection goes on that was opened with a token that is no longer good. Its page then connects again
 * with the newer cookie, and sends what was not acknowledged; whoever only knows the older token cannot.
 */
const EARLIER_CONNECTION_MS = 60_000;

function endSoon(socket: { disconnect(close: boolean): unknown }): void {
  setTimeout(() => socket.disconnect(true), EARLIER_CONNECTION_MS).unref();
}

/**
 * Open sockets follow the people they belong to, in every gateway: who signed out is disconnected; who signed in goes on
 * as the account, in the middle of speaking, with the sessions that were open then and no others. What a lost message left
 * behind, the store tells.
 */
export function followPeople(io: GatewayServer, log: Log): { tell(change: PeopleChange): void; close(): void } {
  const apply = (change: PeopleChange): void => {
    for (const socket of io.of("/").sockets.values()) {
      const { identity } = socket.data;
      // Readers of links are nobody's: their grants are watched elsewhere.
      if (identity.kind !== "user") continue;
      const { user } = identity;
      if (change.kind === "moved" && user.id === change.from) {
        const now = { id: change.to, isAnonymous: false, authSessionId: change.authSessionId };
        socket.data.identity = { kind: "user", user: now, only: new Set(change.openSessions) };
        endSoon(socket);
      } else if (change.kind === "renewed" && user.authSessionId === change.from) {
        socket.data.identity = { ...identity, user: { ...user, authSessionId: change.to } };
        endSoon(socket);
      } else if (change.kind === "blocked" && user.id === change.userId) {
        socket.emit("blocked");
        socket.disconnect(true);
      } else if (change.kind === "signed-out" && change.authSessionIds.includes(user.authSessionId)) {
        socket.disconnect(true);
      }
    }
  };
  io.on("people", apply);
  const recheck = async (): Promise<void> => {
    const identities = [...io.of("/").sockets.values()].map(({ data }) => data.identity);
    const ids = new Set(identities.flatMap((one) => (one.kind === "user" ? [one.user.authSessionId] : [])));
    if (ids.size === 0) return;
    const valid = await validSignIns([...ids], accountSettings().ends);
    apply({ kind: "signed-out", authSessionIds: [...ids].filter((id) => !valid.has(id)) });
  };
  const checks = every(RECHECK_MS, recheck, (err) => log.warn({ err }, "sign-ins not checked again"));
  return {
    tell(change) {
      apply(change);
      io.serverSideEmit("people", change);
    },
    close: () => void checks.stop(),
  };
}
