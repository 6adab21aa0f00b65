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
/**
 * Tries per address and hour once the total of all addresses is used up, so that one attacker cannot lock out other
 * audiences.
 */
const WHEN_USED_UP = 3;

/**
 * The limits of short codes that people type (`access/links/join-by-code.ts`).
 * @param counter makes a counter of an hour
 * @param perAddress codes that an address may try in an hour
 */
export function openCodeLimits(
  counter: (name: string, points: number) => RateLimiterAbstract,
  perAddress: number,
): Pick<Limits, "tryCode" | "recordCodeResult"> {
  const ofAddress = counter("code-address", perAddress);
  const ofAll = counter("code", perAddress * ALL_ADDRESSES_FACTOR);
  const whenUsedUp = counter("code-used-up", WHEN_USED_UP);
  /** The wrong codes that an address has tried, each for an hour. */
  const known = counter("code-known", 1);
  return {
    async tryCode(addressHash) {
      let reached = await consume(ofAddress, addressHash, 1, "codes");
      if (!reached && (await consume(ofAll, ALL, 1, "codes"))) {
        reached = await consume(whenUsedUp, addressHash, 1, "codes");
      }
      if (!reached) return null;
      joinCodesTotal.inc({ outcome: "refused" });
      // Refund the try: the code was not looked up.
      await ofAddress.reward(addressHash);
      return reached;
    },
    async recordCodeResult(addressHash, hash, isRight) {
      joinCodesTotal.inc({ outcome: isRight ? "right" : "wrong" });
      // Count a repeated wrong code once: people submit a form twice, and an audience copies the same misprint.
      if (!isRight && !(await consume(known, `${addressHash}:${hash}`, 1, "codes"))) return;
      await Promise.all([ofAddress.reward(addressHash), ofAll.reward(ALL)]);
      // Refund only what was counted: this counter is used only while the total is used up.
      const counted = await whenUsedUp.get(addressHash);
      if (counted && counted.consumedPoints > 0) await whenUsedUp.reward(addressHash);
    },
  };
}
