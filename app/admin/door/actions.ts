"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { z } from "zod";
import { inviteByLink } from "#access/invite";
import { userFrom } from "#access/user";
import { AllowedPattern, InviteRequest } from "#protocol/invitation";
import { isAdministrator } from "#store/administrators";
import { allowAddress, disallowAddress, revokeInvitation } from "#store/invitations";

/** The id of the administrator who asks; null: somebody else asks. */
async function administratorId(): Promise<string | null> {
  const user = await userFrom(await headers());
  return user && (await isAdministrator(user.id)) ? user.id : null;
}

/** @returns the path of the invitation's page, or null */
export async function invite(request: unknown): Promise<string | null> {
  const [by, asked] = [await administratorId(), InviteRequest.safeParse(request)];
  if (!by || !asked.success) return null;
  const path = await inviteByLink(asked.data, by);
  refresh();
  return path;
}

/** @returns whether it is done */
export async function takeBack(id: unknown): Promise<boolean> {
  const asked = z.uuid().safeParse(id);
  const by = await administratorId();
  if (!by || !asked.success) return false;
  await revokeInvitation(asked.data, by);
  refresh();
  return true;
}

/** @returns whether it is done */
export async function allow(pattern: unknown): Promise<boolean> {
  const [by, asked] = [await administratorId(), AllowedPattern.safeParse(pattern)];
  if (!by || !asked.success) return false;
  await allowAddress(asked.data, by);
  refresh();
  return true;
}

/** @returns whether it is done */
export async function disallow(pattern: unknown): Promise<boolean> {
  const asked = AllowedPattern.safeParse(pattern);
  if (!(await administratorId()) || !asked.success) return false;
  await disallowAddress(asked.data);
  refresh();
  return true;
}
