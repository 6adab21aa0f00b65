import type { Refusal } from "#protocol/refusal";
import { siteAddress } from "../address/site-address";
import { askOnce } from "./ask-once";

export type Beginning =
  | { readonly ok: true; readonly sessionId: string }
  | { readonly ok: false; readonly refusal: Refusal };

type Wish = { readonly sourceLang: string; readonly targetLangs: readonly string[]; readonly keepSound?: boolean };

/**
 * Starts a session. Signs in anonymously first if the browser has no sign-in.
 * @param isKnown whether the browser had a sign-in when the server rendered the page
 */
export async function begin({ targetLangs, ...wish }: Wish, isKnown: boolean): Promise<Beginning> {
  // If no recogniser is free, the live page shows the place in the queue and starts automatically.
  const request = { ...wish, targetLangs: [...targetLangs], wait: true };
  if (isKnown) {
    const answer = await askOnce("session:start", request);
    // The sign-in may have ended since the server rendered the page.
    if (answer.ok || answer.refusal.kind !== "unauthenticated") return answer;
  }
  const refusal = await signInAnonymously();
  return refusal ? { ok: false, refusal } : askOnce("session:start", request);
}

/** Signs in anonymously. Null: done. */
export async function signInAnonymously(): Promise<Refusal | null> {
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(siteAddress("/api/auth/sign-in/anonymous"), { method: "POST", headers, body: "{}" });
    if (response.ok) return null;
    if (response.status !== 429) return { kind: "unavailable" };
    const seconds = Number(response.headers.get("retry-after"));
    const retryAfterSeconds = Number.isInteger(seconds) && seconds > 0 ? seconds : null;
    return { kind: "too-many", limit: "sign-ins", retryAfterSeconds };
  } catch {
    return { kind: "unavailable" };
  }
}
