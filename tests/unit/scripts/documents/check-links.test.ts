import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { checkLinks } from "#scripts/documents/check-links";
import { temporaryFolder } from "#testing/services/temporary-folder";

const folder = temporaryFolder();
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function broken(files: Record<string, string>): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return checkLinks(folder);
}

const GUIDE = { "docs/guide.md": "# Guide\n\n## Set up\n", "gateway/speaking/chunk.ts": "", ".gitignore": "built/\n" };

test("links, anchors, paths, folders and wildcards that exist pass", async () => {
  const text = `# Here

[guide](docs/guide.md), [set up](docs/guide.md#set-up), [here](#here), [elsewhere](https://example.org/nothing.md).
\`gateway/speaking/chunk.ts\`, \`gateway/\`, \`gateway/*.ts\`, \`node gateway/speaking/chunk.ts FILE\`, \`sbom.cdx.json\`, \`us/eu\`, \`/api/\`.
`;
  expect(await broken({ ...GUIDE, "README.md": text, "built/README.md": "[gone](gone.md)" })).toEqual([]);
});

test.each([
  ["a link to a file that does not exist", "[guide](docs/gone.md)", "docs/gone.md"],
  ["a link to an anchor that does not exist", "[guide](docs/guide.md#gone)", "#gone"],
  ["an anchor that this page lacks", "[here](#gone)", "#gone"],
  ["a picture that does not exist", "![page](docs/page.png)", "docs/page.png"],
  ["a path that does not exist", "`gateway/gone.ts`", "gateway/gone.ts"],
  ["a file name without its folder", "`chunk.ts`", "chunk.ts"],
  ["a folder that does not exist", "`queue/`", "queue/"],
  ["a folder that is a file", "`gateway/chunk.ts/`", "gateway/chunk.ts/"],
  ["a wildcard in a folder that does not exist", "`queue/*.ts`", "queue/*.ts"],
  ["a path in a command", "`node gateway/gone.ts FILE`", "gateway/gone.ts"],
  ["a path in a code block", "```sh\nnode gateway/gone.ts\n```", "gateway/gone.ts"],
])("%s is reported with its file and line", async (_case, text, named) => {
  expect(await broken({ ...GUIDE, "README.md": `# Here\n\n${text}\n` })).toEqual([
    expect.stringMatching(new RegExp(`^README\\.md:3: .*${named.replace(/[.*]/g, "\\$&")}`)),
  ]);
});
