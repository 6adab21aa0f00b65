import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { checkPointers } from "#scripts/documents/check-pointers";
import { temporaryFolder } from "#testing/services/temporary-folder";

const folder = temporaryFolder();
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function broken(files: Record<string, string>): string[] {
  for (const [path, text] of Object.entries({ "docs/google.md": "# Google\n\n## Models, and where\n", ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return checkPointers(folder);
}

test("pointers to existing documents and sections pass, and so do other sites' documents", () => {
  const text = [
    "See docs/google.md.",
    "See docs/google.md#models-and-where.",
    "See docs/google.md, “Models, and where”.",
    "https://example.org/docs/gone.md",
  ].join("\n");
  expect(broken({ "app/wording/en.ts": text, ".env.example": text, "node_modules/x/a.ts": "docs/gone.md" })).toEqual(
    [],
  );
});

test.each([
  ["a text of a page", "app/wording/en.ts", "docs/gone.md", "There is no docs/gone.md"],
  ["a setting", ".env.example", "# See docs/gone.md.", "There is no docs/gone.md"],
  ["an anchor", "platform/env.ts", "docs/google.md#gone", "There is no section “gone” in docs/google.md"],
  ["a title", "app/wording/en.ts", "docs/google.md, “Two settings”", "no section “two-settings” in docs/google.md"],
])("%s without a target is reported with its file and line", (_case, path, text, reason) => {
  expect(broken({ [path]: `\n${text}\n` })).toEqual([expect.stringContaining(`${path}:2: `)]);
  expect(checkPointers(folder)[0]).toContain(reason);
});
