import { isAPIError } from "better-auth/api";
import type { z } from "zod";
import type { AddPasskeyRequest, PasskeyOptionsRequest, RemovePasskeyRequest } from "#protocol/account";
import { deletePasskey, hasRoomForPasskey } from "#store/people/passkeys";
import { accountSettings } from "../account-settings";
import { ADDRESS_HEADER } from "../address";
import { notifyOwner } from "../notify-owner";
import { recordEvent } from "../record-event";
import { auth } from "../sign-in/auth";
import { userFrom } from "../signed-in-user";
import { type AccountReply, refusedAs } from "./answer-account";
import { DONE, proveOwner } from "./own-account";

/**
 * The options with which the browser creates a passkey, for an owner who has just been authenticated. The cookie that comes
 * with them proves this to `addPasskey`, once and within five minutes.
 */
export async function passkeyOptions(
  { password }: z.output<typeof PasskeyOptionsRequest>,
  headers: Headers,
): Promise<AccountReply> {
  if (accountSettings().passkeyDomain === null) return refusedAs("invalid");
  const owner = await proveOwner(headers, password);
  if ("answer" in owner) return owner;
  if (!(await hasRoomForPasskey(owner.user.id))) return refusedAs("too-many-passkeys");
  const made = await auth().api.generatePasskeyRegistrationOptions({
    headers,
    query: { name: owner.email },
    returnHeaders: true,
  });
  return { answer: { ok: true, code: null, mailed: false, options: made.response }, headers: made.headers };
}

/** Stores the passkey that the browser has created. */
export async function addPasskey(
  { name, response }: z.output<typeof AddPasskeyRequest>,
  headers: Headers,
): Promise<AccountReply> {
  const user = await userFrom(headers);
  if (!user || user.isAnonymous) return refusedAs("unauthenticated");
  if (!(await hasRoomForPasskey(user.id))) return refusedAs("too-many-passkeys");
  try {
    await auth().api.verifyPasskeyRegistration({ headers, body: { name, response } });
  } catch (error) {
    // The challenge is expired or another's, or the device did not verify the person.
    if (isAPIError(error)) return refusedAs("wrong");
    throw error;
  }
  recordEvent({ kind: "passkey-added", userId: user.id, addressHash: headers.get(ADDRESS_HEADER) });
  await notifyOwner(user.id);
  return DONE;
}

export async function removePasskey(
  { id, password }: z.output<typeof RemovePasskeyRequest>,
  headers: Headers,
): Promise<AccountReply> {
  const owner = await proveOwner(headers, password);
  if ("answer" in owner) return owner;
  if (!(await deletePasskey(owner.user.id, id))) return refusedAs("wrong");
  recordEvent({ kind: "passkey-removed", userId: owner.user.id, addressHash: headers.get(ADDRESS_HEADER) });
  await notifyOwner(owner.user.id);
  return DONE;
}
