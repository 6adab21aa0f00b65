import { isIP } from "node:net";

/**
 * The domain that passkeys of this server belong to (WebAuthn: RP ID). Browsers make them only over https or at localhost,
 * and for no address that is a number.
 * @returns null where there can be none
 */
export function passkeyDomain(publicUrl: string | undefined): string | null {
  if (publicUrl === undefined) return "localhost";
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  const isNumber = isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
  return !isNumber && (protocol === "https:" || isLocal) ? hostname : null;
}
