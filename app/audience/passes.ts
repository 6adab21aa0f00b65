import type { PassStore } from "./open-link";

/** For this tab, until it is closed; a browser that keeps nothing asks for the password again. */
export function passesOf(token: string): PassStore {
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
        // It holds for as long as the page is open.
      }
    },
  };
}
