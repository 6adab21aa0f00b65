"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { inviteByLink } from "#access/admission/invite";
import { AllowedPattern, InviteRequest } from "#protocol/invitation";
import { allowAddress, disallowAddress, revokeInvitation } from "#store/people/invitations";
import { administrator } from "../ask-administrator";

/** Makes an invitation. @returns the path of its page, or null */
export async function invite(request: unknown): Promise<`/${string}` | null> {
  const [by, asked] = [await administrator(), InviteRequest.safeParse(request)];
  if (!by || !asked.success) return null;
  const path = await inviteByLink(asked.data, by.id);
  refresh();
  return path;
}

/** Revokes an invitation. @returns whether it is done */
export async function takeBack(id: unknown): Promise<boolean> {
  const asked = z.uuid().safeParse(id);
  const by = await administrator();
  if (!by || !asked.success) return false;
  await revokeInvitation(asked.data, by.id);
  refresh();
  return true;
}

/** Adds an address or a domain to the allow-list. @returns whether it is done */
export async function allow(pattern: unknown): Promise<boolean> {
  const [by, asked] = [await administrator(), AllowedPattern.safeParse(pattern)];
  if (!by || !asked.success) return false;
  await allowAddress(asked.data, by.id);
  refresh();
  return true;
}

/** Removes an address or a domain from the allow-list. @returns whether it is done */
export async function disallow(pattern: unknown): Promise<boolean> {
  const asked = AllowedPattern.safeParse(pattern);
  if (!(await administrator()) || !asked.success) return false;
  await disallowAddress(asked.data);
  refresh();
  return true;
}
