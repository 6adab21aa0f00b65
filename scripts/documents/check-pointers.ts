import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Files whose text people read: screens, messages, settings and comments. */
const READ = /(\.(tsx?|mjs|cjs|sh|service|ya?ml|sql)|^\.env\.example|^package\.json)$/;
/** Not written by hand, or about folders of a test. */
const LEFT_OUT = new Set(["node_modules", "generated", "tests", "dist"]);
/** A document, and the section that is named beside it: `docs/google.md#cost`, or `docs/google.md, “Cost”`. */
const POINTER = /(?<![\w/.-])((?:docs\/[\w./-]+|README|ARCHITECTURE|CONTRIBUTING)\.md)(?:#([\w-]+))?(?:,? “([^”]+)”)?/g;

/**
 * Checks every pointer from the code, its texts and its settings into the documents: the document and the section exist.
 * Markdown files are checked by `check-links.ts` beside this file.
 * @param folder the root of the repository, or a folder of its shape
 * @returns one line per broken pointer, as `FILE:LINE: reason`; empty when all is well
 */
export function checkPointers(folder: string): string[] {
  return filesIn(folder).flatMap((path) =>
    readFileSync(join(folder, path), "utf8")
      .split("\n")
      .flatMap((line, at) =>
        [...line.matchAll(POINTER)].flatMap(([, document = "", anchor, title]) => {
          const wrong = problemOf(folder, document, anchor ?? (title && slug(title)));
          return wrong ? [`${path}:${at + 1}: ${wrong}`] : [];
        }),
      ),
  );
}

function problemOf(folder: string, document: string, section: string | undefined): string | null {
  if (!existsSync(join(folder, document))) return `There is no ${document}`;
  if (section === undefined) return null;
  const headings = readFileSync(join(folder, document), "utf8").matchAll(/^#+ +(.+)$/gm);
  const isThere = [...headings].some(([, heading = ""]) => slug(heading) === section);
  return isThere ? null : `There is no section “${section}” in ${document}`;
}

/** A heading as GitHub writes it in an address. */
function slug(heading: string): string {
  const letters = heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "");
  return letters.replaceAll(/\s/g, "-");
}

function filesIn(folder: string, under = ""): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    if (entry.isFile()) return READ.test(path) ? [path] : [];
    const isLeftOut = LEFT_OUT.has(entry.name) || entry.name.startsWith(".");
    return entry.isDirectory() && !isLeftOut ? filesIn(folder, path) : [];
  });
}
