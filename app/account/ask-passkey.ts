import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import type { AccountRefusal } from "#protocol/account";
import { siteAddress } from "../address/site-address";
import { askAccount, askAuth, refusalOf } from "./ask-account";

/** `given-up`: the person closed the browser's dialog, or the device refused. */
export type PasskeyRefusal = AccountRefusal | "given-up";

/** Whether this page may use the passkeys of a domain. Browsers require HTTPS or localhost, and a page of that domain. */
export function canUsePasskeys(domain: string): boolean {
  const { hostname } = window.location;
  const isOfDomain = hostname === domain || hostname.endsWith(`.${domain}`);
  return window.isSecureContext && isOfDomain && browserSupportsWebAuthn();
}

/** Creates a passkey and stores it. Null: done. Never throws. */
export async function makePasskey(name: string, password: string): Promise<PasskeyRefusal | null> {
  const begun = await askAccount("passkey-options", { password });
  if (!begun.ok) return begun.why;
  const optionsJSON = begun.options as PublicKeyCredentialCreationOptionsJSON;
  const made = await startRegistration({ optionsJSON }).catch(() => null);
  if (!made) return "given-up";
  const { clientExtensionResults: _, ...response } = made;
  const answer = await askAccount("add-passkey", { name, response });
  return answer.ok ? null : answer.why;
}

/**
 * Signs in with a passkey that the person chooses: in a dialog of the browser, or, with `autofill`, in the suggestions for
 * the email field. Null: done. Never throws.
 */
export async function signInByPasskey(autofill: boolean): Promise<PasskeyRefusal | null> {
  if (autofill && !(await browserSupportsWebAuthnAutofill())) return "given-up";
  const begun = await fetch(siteAddress("/api/auth/passkey/generate-authenticate-options")).catch(() => null);
  const why = refusalOf(begun);
  if (why) return why;
  const options: PublicKeyCredentialRequestOptionsJSON | null = await begun?.json().catch(() => null);
  if (!options) return "unavailable";
  // The server accepts only passkeys that verify the person.
  const optionsJSON = { ...options, userVerification: "required" as const };
  const made = await startAuthentication({ optionsJSON, useBrowserAutofill: autofill }).catch(() => null);
  if (!made) return "given-up";
  const { id, rawId, type, authenticatorAttachment } = made;
  const { authenticatorData, clientDataJSON, signature, userHandle } = made.response;
  const response = { authenticatorData, clientDataJSON, signature, userHandle };
  return askAuth("passkey/verify-authentication", {
    response: { id, rawId, type, authenticatorAttachment, response },
  });
}
