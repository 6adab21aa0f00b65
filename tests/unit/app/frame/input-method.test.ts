import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isInputMethodKey } from "#app/frame/input-method";

test.each([
  ["while a word is composed", { isComposing: true, keyCode: 27 }, true],
  [
    "with the key code of an input method, as Safari sends it after the composition",
    { isComposing: false, keyCode: 229 },
    true,
  ],
  ["otherwise", { isComposing: false, keyCode: 27 }, false],
])("a key %s", (_when, press, belongs) => {
  expect(isInputMethodKey(press)).toBe(belongs);
});

test("every key handler of the pages leaves the keys of an input method alone", () => {
  const handlers = ["app", "pages"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => ({ name: join(folder, name), source: readFileSync(join(folder, name), "utf8") }))
      .filter(({ source }) => /onKey(?:Down|Up|Press)=|["']key(?:down|up|press)["']/.test(source)),
  );
  expect(handlers.map(({ name }) => name)).toContain(join("app", "correction", "line-editor.tsx"));
  const deaf = handlers.filter(({ source }) => !/\b(?:isInputMethodKey|shortcutKey|shortcutFor)\(/.test(source));
  expect(deaf.map(({ name }) => name)).toEqual([]);
});
