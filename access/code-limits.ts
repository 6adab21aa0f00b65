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
  return {
    async tryCode(addressHash) {
      let reached = await consume(ofAddress, addressHash, 1, "codes");
      if (!reached && (await consume(ofAll, ALL, 1, "codes"))) {
        reached = await consume(whenUsedUp, addressHash, 1, "codes");
        // A code that was not looked up taught nothing.
        if (reached) await ofAddress.reward(addressHash);
      }
      if (reached) joinCodesTotal.inc({ outcome: "refused" });
      return reached;
    },
    async settleCode(addressHash, isRight) {
      joinCodesTotal.inc({ outcome: isRight ? "right" : "wrong" });
      if (!isRight) return;
      await Promise.all([ofAddress.reward(addressHash), ofAll.reward(ALL)]);
      // Counted in this hour only while those of all addresses are used up: nothing else may be given back.
      const counted = await whenUsedUp.get(addressHash);
      if (counted && counted.consumedPoints > 0) await whenUsedUp.reward(addressHash);
    },
  };
}
