import { isIP } from "node:net";

/**
 * The domain of this server's passkeys (WebAuthn: RP ID). Browsers create passkeys only over https or at localhost, and not
 * for an IP address.
 * @returns null if there can be no passkeys
 */
export function passkeyDomain(publicUrl: string | undefined): string | null {
  if (publicUrl === undefined) return "localhost";
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  const isNumber = isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
  return !isNumber && (protocol === "https:" || isLocal) ? hostname : null;
}
