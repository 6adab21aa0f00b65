import type { PassStore } from "./open-link";

/**
 * Keeps the pass of a link in this tab until it is closed. A browser that refuses storage asks for the password again.
 */
export function linkPassStore(token: string): PassStore {
  const name = `pass:${token}`;
  let kept: string | null = null;
  return {
    get() {
      try {
        return sessionStorage.getItem(name) ?? kept;
      } catch {
        return kept;
      }
    },
    set(pass) {
      kept = pass;
      try {
        sessionStorage.setItem(name, pass);
      } catch {
        // The browser refuses storage: `kept` has the pass for as long as the page is open.
      }
    },
  };
}
