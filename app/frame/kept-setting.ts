/** A setting of this browser; null: none, or the browser refuses storage. */
export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/**
 * Keeps a setting in this browser. @param value null: forgets it
 * @returns false: the browser refuses storage, so the setting lasts for as long as the page is open
 */
export function keepSetting(name: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}
