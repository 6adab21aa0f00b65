import type { AccessMode } from "#platform/env";
import type { Refusal } from "#protocol/refusal";
import { accountSettings } from "./account-settings";
import type { Identity } from "./identity";
import type { User } from "./user";

/** What a person lacks to use the engines: an account. */
export type Lacking = "account";

/** @param user null: a visitor who is not signed in */
export function judgeAdmission(access: AccessMode, user: Pick<User, "isAnonymous"> | null): Lacking | null {
  if (access === "open") return null;
  return user && !user.isAnonymous ? null : "account";
}

/** Who may start sessions here, and what this visitor lacks. */
export async function readAdmission(user: User | null): Promise<{ access: AccessMode; lacking: Lacking | null }> {
  const { access } = accountSettings();
  return { access, lacking: judgeAdmission(access, user) };
}

/** Null: the engines may be used. Readers of links never make them work. */
export async function refuseEngines(identity: Identity): Promise<Refusal | null> {
  if (identity.kind === "reader") return null;
  const { lacking } = await readAdmission(identity.user);
  return lacking && { kind: "not-admitted", lacking };
}
