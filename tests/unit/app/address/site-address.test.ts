import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** A string that begins like an address of this site. `/` alone counts only where a browser follows it; the type of paths does not. */
const ADDRESS = /(["'`])\/(?:[a-z]|\$\{(?!string\}\1)|(?<=(?:href=\{?|action=\{?|assign\(|fetch\()["'`]\/)\1)/g;

/** The calls that may stand before an address: `siteAddress`, and those that add the base path themselves. */
const ADDS_THE_PATH = /(siteAddress|redirect|router\.(push|replace)|\bpost)\(\s*$/;
const LINK = /<Link\b[^<]*\shref=\{?$/;

/** Files whose addresses reach `next/link`, Next's router or `siteAddress` at another place, and the number of these addresses. */
const ELSEWHERE: Readonly<Record<string, number>> = {
  "app/admin/admin-nav.tsx": 3,
  "app/history/query.ts": 2,
  "app/account/create/create-form.tsx": 1,
  "app/account/reset/reset-forms.tsx": 1,
  // The name of a route, and a redirect of Next.
  "pages/_document.tsx": 1,
  "pages/join.tsx": 1,
};

function source(): { file: string; text: string }[] {
  return ["app", "pages"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ({ file: `${folder}/${file}`, text: withoutComments(readFileSync(`${folder}/${file}`, "utf8")) })),
  );
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
}

test("every address of this site in the pages' code goes through siteAddress or Next", () => {
  const bare = source().flatMap(({ file, text }) =>
    [...text.matchAll(ADDRESS)]
      .filter(({ index }) => !ADDS_THE_PATH.test(text.slice(0, index)) && !LINK.test(text.slice(0, index)))
      .map(({ index }) => ({ file, address: text.slice(index, index + 40).split("\n", 1)[0] })),
  );
  const files = new Set(bare.map(({ file }) => file));
  const wrong = [...files].filter((one) => bare.filter(({ file }) => file === one).length !== ELSEWHERE[one]);
  expect(bare.filter(({ file }) => wrong.includes(file))).toEqual([]);
});

test.each([
  '<a href="/account">',
  "fetch(`/api/x`)",
  'assign("/")',
  "<form action={'/join'}>",
  'const PROBE = "/icon.svg";',
])("%s is found", (code) => {
  expect(code).toMatch(new RegExp(ADDRESS.source));
});
