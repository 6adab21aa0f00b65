const NAME = "mark-uncertain";
const ON = "on";

/** Whether uncertain words are marked in this browser. */
export function uncertainIsMarked(): boolean {
  try {
    return localStorage.getItem(NAME) === ON;
  } catch {
    // The browser may refuse storage; then the choice lasts until the page is closed.
    return false;
  }
}

export function keepUncertainMarked(isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(NAME, ON);
    else localStorage.removeItem(NAME);
  } catch {
    // As above.
  }
}
