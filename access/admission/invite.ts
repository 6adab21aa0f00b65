import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { AcceptRequest, InviteRequest } from "#protocol/invitation";
import { createInvitation, acceptInvitation as storeAcceptance } from "#store/people/invitations";
import { type AccountReply, refusedAs } from "../accounts/answer-account";
import { newToken, tokenHash } from "../links/link-token";
import { userFrom } from "../signed-in-user";

/**
 * Makes an invitation.
 * @param by an administrator's id; null: the command line
 * @returns the path of its page, shown once
 */
export async function inviteByLink(
  { note, uses, days }: z.output<typeof InviteRequest>,
  by: string | null,
): Promise<`/${string}`> {
  const token = newToken();
  await createInvitation({
    id: randomUUID(),
    tokenHash: tokenHash(token),
    note,
    mostUses: uses,
    days,
    createdBy: by,
  });
  return `/invitation?token=${token}`;
}

/** Accepts an invitation. An anonymous person's acceptance moves to the account that they make or sign in to. */
export async function acceptInvitation(
  { token }: z.output<typeof AcceptRequest>,
  headers: Headers,
): Promise<AccountReply> {
  const user = await userFrom(headers);
  if (!user) return refusedAs("unauthenticated");
  if (!(await storeAcceptance(tokenHash(token), user.id))) return refusedAs("wrong");
  return { answer: { ok: true, code: null, mailed: false } };
}
