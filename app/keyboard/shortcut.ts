/** One thing that a key does on a page. */
export type Shortcut = {
  /** What is pressed, as `KeyboardEvent.key` says it, letters in lower case. */
  readonly keys: readonly string[];
  /** As it is printed on the keys. */
  readonly caps: readonly string[];
  /** What it does, in the reader's words. */
  readonly meaning: string;
  /** Elements that have a use of their own for these keys. */
  readonly yieldsTo?: string;
  readonly deed: (key: string) => void;
};

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat" | "defaultPrevented">;

/** What a press asks for. Nothing together with a modifier: those belong to the browser and to the system. */
export function shortcutFor(press: Press, shortcuts: readonly Shortcut[]): Shortcut | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat || press.defaultPrevented) return undefined;
  return shortcuts.find(({ keys }) => keys.includes(press.key.length === 1 ? press.key.toLowerCase() : press.key));
}

/** Where keys are for typing, or for something that lies over the page. */
export const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, dialog, [contenteditable]";
