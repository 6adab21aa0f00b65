import { tellGateways } from "#access/people-changes";
import { recordEvent } from "#access/record-event";
import { isPassword } from "#access/sign-in/verify-password";
import { deletePerson } from "#deletion/person";
import { ForgetRequest } from "#protocol/requests";
import { beginLeaving } from "#store/people/leaving";
import { answering, refuse } from "../answer";

/** Removes whoever asks, with everything of theirs. First nobody gets in as them, then session after session goes. */
export const forget = answering("forget", ForgetRequest, async (gateway, socket, request, { user }) => {
  const { addressHash } = socket.data;
  const reached = await gateway.limits.tryAccount(user.id, addressHash);
  if (reached) return refuse({ kind: "too-many", ...reached });
  if (!(await isPassword(user.id, request.password))) return refuse({ kind: "password", isWrong: true });
  const ended = await beginLeaving(user.id);
  const others = ended.filter((id) => id !== user.authSessionId);
  tellGateways({ kind: "signed-out", authSessionIds: others });
  await deletePerson(gateway, user.id);
  gateway.log.info({ userId: user.id }, "account deleted");
  // Nothing may name a person who is gone.
  recordEvent({ kind: "account-deleted", userId: null, addressHash });
  // The answer goes out first.
  setImmediate(() => tellGateways({ kind: "signed-out", authSessionIds: [user.authSessionId] }));
  return { ok: true };
});
