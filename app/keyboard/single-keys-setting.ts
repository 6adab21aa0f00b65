const NAME = "single-keys";
const OFF = "off";

/** Whether single-key shortcuts are on in this browser. People who use speech input need them off (WCAG 2.1.4). */
export function singleKeysAreOn(): boolean {
  try {
    return localStorage.getItem(NAME) !== OFF;
  } catch {
    // The browser may refuse storage; then the shortcuts are on.
    return true;
  }
}

/** @returns false: the browser refuses storage */
export function keepSingleKeys(on: boolean): boolean {
  try {
    if (on) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, OFF);
    return true;
  } catch {
    return false;
  }
}
