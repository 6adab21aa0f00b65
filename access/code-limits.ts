import type { RateLimiterAbstract } from "rate-limiter-flexible";
import { joinCodesTotal } from "#platform/metrics";
import type { Limits } from "./limits";
import { consume } from "./rate-limiter";

/** The key of a counter for all addresses together. */
const ALL = "all";
/**
 * Factor on CODE_TRIES_PER_ADDRESS_HOUR for all addresses. With 100 codes in use a stranger with many addresses then needs
 * 100 days to find one of them.
 */
const ALL_ADDRESSES_FACTOR = 10;
/** Codes that an address may try in an hour when those of all addresses are used up: one attacker must not keep halls out. */
const WHEN_USED_UP = 3;

/**
 * The limits of short codes that people type (`access/links/join-by-code.ts`).
 * @param counter makes a counter of an hour
 * @param perAddress codes that an address may try in an hour
 */
export function openCodeLimits(
  counter: (name: string, points: number) => RateLimiterAbstract,
  perAddress: number,
): Pick<Limits, "tryCode" | "settleCode"> {
  const ofAddress = counter("code-address", perAddress);
  const ofAll = counter("code", perAddress * ALL_ADDRESSES_FACTOR);
  const whenUsedUp = counter("code-used-up", WHEN_USED_UP);
  /** The wrong codes of an address, each for an hour. */
  const known = counter("code-known", 1);
  return {
    async tryCode(addressHash) {
      let reached = await consume(ofAddress, addressHash, 1, "codes");
      if (!reached && (await consume(ofAll, ALL, 1, "codes"))) {
        reached = await consume(whenUsedUp, addressHash, 1, "codes");
      }
      if (!reached) return null;
      joinCodesTotal.inc({ outcome: "refused" });
      // A code that is not looked up teaches nothing.
      await ofAddress.reward(addressHash);
      return reached;
    },
    async settleCode(addressHash, hash, isRight) {
      joinCodesTotal.inc({ outcome: isRight ? "right" : "wrong" });
      // The same wrong code again is no further guess: a person sends a form twice, a hall types one mistake of a slide.
      if (!isRight && !(await consume(known, `${addressHash}:${hash}`, 1, "codes"))) return;
      await Promise.all([ofAddress.reward(addressHash), ofAll.reward(ALL)]);
      // Counted in this hour only while those of all addresses are used up: nothing else may be given back.
      const counted = await whenUsedUp.get(addressHash);
      if (counted && counted.consumedPoints > 0) await whenUsedUp.reward(addressHash);
    },
  };
}
