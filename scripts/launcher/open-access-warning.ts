import type { WebEnv } from "#platform/env";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

/** The launcher's warning if others can reach this address and ACCESS is unset. Null: no warning. */
export function openAccessWarning({
  ACCESS,
  HOST,
  PUBLIC_URL,
}: Pick<WebEnv, "ACCESS" | "HOST" | "PUBLIC_URL">): string | null {
  if (ACCESS !== undefined) return null;
  const reached = PUBLIC_URL ?? (LOOPBACK.test(HOST) ? null : `HOST=${HOST}`);
  if (reached === null) return null;
  return `Warning: others can reach this address (${reached}), and anyone can use the engines without an account.
Set ACCESS=accounts to let only people with an account start sessions, or ACCESS=invited to let only invited people. ACCESS=open
keeps it open and removes this warning.`;
}
