import { accountSettings } from "#access/account-settings";
import type { PeopleChange } from "#access/people-changes";
import { every } from "#platform/every";
import type { Log } from "#platform/log";
import { validSignIns } from "#store/people/accounts";
import type { GatewayServer } from "../context";

/** A lost message and an expired sign-in are noticed after this time at the latest, ms. */
const RECHECK_MS = 15_000;

/**
 * Grace period of a connection whose token was replaced, ms. Its page reconnects with the new cookie and resends what was
 * not acknowledged; a client that has only the old token cannot.
 */
const EARLIER_CONNECTION_MS = 60_000;

function endSoon(socket: { disconnect(close: boolean): unknown }): void {
  setTimeout(() => socket.disconnect(true), EARLIER_CONNECTION_MS).unref();
}

/**
 * Keeps open sockets in step with people, in every gateway. A person who signs out is disconnected. The sockets of a person
 * who signs in continue as the account, even while they speak, with the sessions that were open then and no others. A
 * regular check against the store makes up for lost messages.
 */
export function followPeople(io: GatewayServer, log: Log): { tell(change: PeopleChange): void; close(): void } {
  const apply = (change: PeopleChange): void => {
    for (const socket of io.of("/").sockets.values()) {
      const { identity } = socket.data;
      // Readers of links have no account: `grant-watch.ts` checks their grants.
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
  const checks = every(RECHECK_MS, recheck, (err) => log.warn({ err }, "could not recheck sign-ins"));
  return {
    tell(change) {
      apply(change);
      io.serverSideEmit("people", change);
    },
    close: () => void checks.stop(),
  };
}
