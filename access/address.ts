import { createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/**
 * The header in which `gateway/http/guard.ts` passes the keyed hash of a request's address to the handlers that count
 * requests. It overwrites a value that a client sends.
 */
export const ADDRESS_HEADER = "x-interline-address";

/** Returns a request's client address. Forwarded addresses count only from trusted proxies. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * @param trustedProxies addresses or CIDR ranges
 * @throws TypeError when one of them is neither
 */
export function createAddressOf(trustedProxies: readonly string[]): AddressOf {
  const trusted = new BlockList();
  for (const proxy of trustedProxies) {
    const [address = "", prefix] = proxy.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (isIP(address) === 0) throw new TypeError("TRUSTED_PROXIES must be IP addresses or CIDR ranges");
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  return (request) => {
    let address = plain(request.socket.remoteAddress ?? "");
    const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
    // From the nearest proxy outwards: the first address that is not a trusted proxy is the client's.
    for (const hop of forwarded.map((h) => plain(h.trim())).reverse()) {
      if (!isTrusted(address) || isIP(hop) === 0) break;
      address = hop;
    }
    return address;
  };
}

export function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** A keyed hash of an address: limits need to know whether two addresses are equal, not which they are. */
export function addressHash(address: string, secret: string): string {
  return createHmac("sha256", secret)
    .update(`address:${networkOf(address)}`)
    .digest("base64url")
    .slice(0, 22);
}

/** The part of an address that limits count by: of IPv6 the first four groups, since one customer has a whole /64. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("%", 1)[0]?.split("::") ?? [];
  const groups = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  const all = [...groups, ...Array<string>(Math.max(zeros, 0)).fill("0"), ...after];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

function plain(address: string): string {
  return address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
}
