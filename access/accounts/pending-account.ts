import { z } from "zod";

/** The time for which the link in a letter is valid, ms: a day. */
export const PENDING_MS = 86_400_000;

/** An account that waits until its address is proved. */
export const Pending = z.object({ userId: z.string(), email: z.string(), passwordHash: z.string() });
export type Pending = z.infer<typeof Pending>;

/** An account that waits until its new address is proved. */
export const NewAddress = z.object({ userId: z.string(), email: z.string() });
export type NewAddress = z.infer<typeof NewAddress>;

export function newAddressName(token: string): string {
  return `change-email:${token}`;
}

/** Identifier of the pending account in better-auth's `verification` table, which stores its hash. */
export function pendingName(token: string): string {
  return `keep-sessions:${token}`;
}
