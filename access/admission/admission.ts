import type { AccessMode } from "#platform/env";
import type { Refusal } from "#protocol/refusal";
import { type AdmissionFacts, readAdmissionFacts } from "#store/people/invitations";
import { accountSettings } from "../account-settings";
import type { Identity } from "../identity";
import type { User } from "../signed-in-user";

/** The requirement that a person lacks to use the engines. */
export type Lacking = "account" | "invitation";

/**
 * Decides which requirement a person lacks to use the engines. Null: none.
 * @param user null: a visitor who is not signed in
 * @param facts from the store, if only invited people may start sessions
 */
export function judgeAdmission(
  access: AccessMode,
  user: Pick<User, "isAnonymous"> | null,
  facts: AdmissionFacts | null,
): Lacking | null {
  if (access === "open") return null;
  const hasAccount = user !== null && !user.isAnonymous;
  if (access === "accounts") return hasAccount ? null : "account";
  // An anonymous person who accepted an invitation lacks the account only.
  if (!hasAccount) return facts?.isInvited ? "account" : "invitation";
  return facts && (facts.isAdministrator || facts.isInvited || facts.isListed) ? null : "invitation";
}

/** The access mode of this instance, and what this visitor lacks. */
export async function readAdmission(user: User | null): Promise<{ access: AccessMode; lacking: Lacking | null }> {
  const { access } = accountSettings();
  const facts = access === "invited" && user ? await readAdmissionFacts(user.id) : null;
  return { access, lacking: judgeAdmission(access, user, facts) };
}

/** The refusal for an identity that may not use the engines. Null: it may. Readers of links never use them. */
export async function refuseEngines(identity: Identity): Promise<Refusal | null> {
  if (identity.kind === "reader") return null;
  const { lacking } = await readAdmission(identity.user);
  return lacking && { kind: "not-admitted", lacking };
}
