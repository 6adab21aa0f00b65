import type { SessionState } from "./session";

/** Nothing will be added any more, except a translation that is late. Apart from the schemas: a reader's page loads no zod. */
export function isOver(state: SessionState): boolean {
  return state === "ended" || state === "failed" || state === "deleted";
}
