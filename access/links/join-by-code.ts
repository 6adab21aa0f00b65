import { findLinkByCode } from "#store/links/share-links";
import { limits } from "../limits";
import { auth } from "../sign-in/auth";
import { codeHash, readCode } from "./join-code";
import { openToken } from "./link-token";

/**
 * `wrong`: malformed, unknown, expired, revoked or deleted. `throttled`: too many codes were wrong, so none is checked
 * now.
 */
export type JoinByCode =
  | { readonly kind: "found"; readonly token: string }
  | { readonly kind: "wrong" }
  | { readonly kind: "throttled" };

/**
 * Finds the token of the link that a typed code stands for. Counts different wrong codes only: a whole hall may type the
 * same one.
 */
export async function joinByCode(typed: string, addressHash: string): Promise<JoinByCode> {
  const code = readCode(typed);
  if (code === null) return { kind: "wrong" };
  // Counted before the code is looked up, so that concurrent attempts cannot pass the limit.
  if (await limits().tryCode(addressHash)) return { kind: "throttled" };
  const { secret } = auth().options;
  const hash = codeHash(code, secret);
  const link = await findLinkByCode(hash);
  const token = link && openToken(link.tokenSealed, link.id, secret);
  await limits().recordCodeResult(addressHash, hash, token !== null);
  return token === null ? { kind: "wrong" } : { kind: "found", token };
}
