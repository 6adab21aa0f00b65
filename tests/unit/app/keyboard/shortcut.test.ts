import { expect, test } from "vitest";
import { type Shortcut, shortcutFor } from "#app/keyboard/shortcut";

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  defaultPrevented: false,
  isComposing: false,
  keyCode: 0,
  ...more,
});
const pause: Shortcut = { keys: ["p"], caps: ["P"], meaning: "Pause", deed: () => {} };
const end: Shortcut = { keys: ["End"], caps: ["End"], meaning: "Jump", deed: () => {} };

test("a key runs its action, also as a capital letter", () => {
  expect(shortcutFor(press("p"), [end, pause])).toBe(pause);
  expect(shortcutFor(press("P"), [end, pause])).toBe(pause);
  expect(shortcutFor(press("End"), [end, pause])).toBe(end);
  expect(shortcutFor(press("x"), [end, pause])).toBeUndefined();
});

test.each(["ctrlKey", "metaKey", "altKey", "repeat", "defaultPrevented", "isComposing"])(
  "a key with %s runs no action",
  (flag) => {
    expect(shortcutFor(press("p", { [flag]: true }), [pause])).toBeUndefined();
  },
);
