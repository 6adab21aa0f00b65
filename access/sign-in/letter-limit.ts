import type { LetterLimit } from "#mail/transport";
import { ADDRESS_HEADER } from "../address";
import { limits } from "../limits";
import { deviceCookieIn } from "./known-device";

/** Counts each letter against the limits of its mailbox. @param prefix of the names of cookies */
export function limitLetters(prefix: string): LetterLimit {
  return async ({ to, isNotice = false }, asking) => {
    const addressHash = asking?.get(ADDRESS_HEADER) ?? "";
    const asker = { addressHash, deviceCookie: deviceCookieIn(asking?.get("cookie"), prefix) };
    return (await limits().writeTo(to, isNotice ? "notice" : asker)) !== null;
  };
}
