import { isInputMethodKey } from "../frame/input-method";

/** A keyboard shortcut of a page. */
export type Shortcut = {
  /** Values of `KeyboardEvent.key`, letters in lower case. */
  readonly keys: readonly string[];
  /** The key as its cap shows it. */
  readonly caps: readonly string[];
  /** The description on the screen. */
  readonly meaning: string;
  /** Elements that handle these keys themselves. */
  readonly yieldsTo?: string;
  readonly deed: (key: string) => void;
};

type Press = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat" | "defaultPrevented" | "isComposing" | "keyCode"
>;

/** The key of a press, letters in lower case. Null: presses with a modifier belong to the browser and the system. */
export function shortcutKey(press: Press): string | null {
  if (isInputMethodKey(press)) return null;
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat || press.defaultPrevented) return null;
  return press.key.length === 1 ? press.key.toLowerCase() : press.key;
}

export function shortcutFor(press: Press, shortcuts: readonly Shortcut[]): Shortcut | undefined {
  const key = shortcutKey(press);
  return key === null ? undefined : shortcuts.find(({ keys }) => keys.includes(key));
}

/** Where keys are typed text, or belong to a dialog or menu over the page. */
export const TYPING =
  "input:not([type=radio], [type=checkbox]), textarea, select, dialog, [role=menu], [contenteditable]";
