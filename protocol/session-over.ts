import type { SessionState } from "./session";

/**
 * Whether nothing more is added, except late translations. Separate from the schemas, since the page of readers loads
 * no zod.
 */
export function isOver(state: SessionState): boolean {
  return state === "ended" || state === "failed" || state === "deleted";
}
