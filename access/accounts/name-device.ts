import type { z } from "zod";
import type { NameDeviceRequest } from "#protocol/account";
import { namePasskey } from "#store/people/passkeys";
import { nameSignIn } from "#store/people/sign-ins";
import { userFrom } from "../signed-in-user";
import { type AccountReply, refusedAs } from "./answer-account";
import { DONE } from "./own-account";

/** Gives one of the person's sign-ins or passkeys another name. A sign-in without one is named after its browser. */
export async function nameDevice(
  { what, id, name }: z.output<typeof NameDeviceRequest>,
  headers: Headers,
): Promise<AccountReply> {
  const user = await userFrom(headers);
  if (!user) return refusedAs("unauthenticated");
  if (what === "passkey" && name === "") return refusedAs("invalid");
  const isNamed = what === "passkey" ? await namePasskey(user.id, id, name) : await nameSignIn(user.id, id, name);
  return isNamed ? DONE : refusedAs("wrong");
}
