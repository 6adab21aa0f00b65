import type { Mail } from "#mail/transport";
import type { AccessMode, WebEnv } from "#platform/env";
import { processWide } from "#platform/process-wide";
import { passkeyDomain } from "./sign-in/passkey-domain";
import { type SignInEnds, signInEnds } from "./sign-in/sign-in-ends";

/** The account features of this instance: mail or recovery code, with Google or without. */
export type AccountSettings = {
  readonly mail: Mail | null;
  readonly hasGoogle: boolean;
  readonly ends: SignInEnds;
  /** Null: this server can have no passkeys. */
  readonly passkeyDomain: string | null;
  /** The access mode: the people who may start sessions. */
  readonly access: AccessMode;
  /** The address that people use; undefined: the requested one. */
  readonly publicUrl: string | undefined;
  /** The address of a page of this instance, for links in letters. */
  readonly link: (path: string) => string;
};

const open = processWide<AccountSettings>("account-settings");

export function accountSettings(): AccountSettings {
  return open.get();
}

export function openAccountSettings(env: WebEnv, mail: Mail | null): AccountSettings {
  const settings: AccountSettings = {
    mail,
    hasGoogle: env.GOOGLE_OAUTH_CLIENT_ID !== undefined,
    ends: signInEnds(env.SIGN_IN_IDLE_DAYS, env.SIGN_IN_DAYS),
    passkeyDomain: passkeyDomain(env.PUBLIC_URL),
    access: env.ACCESS ?? "open",
    publicUrl: env.PUBLIC_URL,
    link: (path) => new URL(env.BASE_PATH + path, env.PUBLIC_URL).href,
  };
  open.set(settings);
  return settings;
}
