import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { remark } from "remark";
import remarkValidateLinks from "remark-validate-links";
import { type Context, engine, type Options } from "unified-engine";
import { visit } from "unist-util-visit";

type Tree = Parameters<typeof visit>[0];
type VFile = { message(reason: string, place: unknown): unknown };

/** File names with these extensions name files of this repository. */
const EXTENSION = /\.(tsx?|mjs|cjs|js|md|css|json|sql|prisma|service|png)$/;
const PATH = /^[\w.@[\]*-]+(\/[\w.@[\]*-]+)*\/?$/;

/** Named in documents, but written by commands: a fresh clone does not have them. */
const WRITTEN_BY_COMMANDS = new Set(["sbom.cdx.json", "screenshots/"]);

/**
 * Checks every Markdown file under `folder`, except what `.gitignore` names: relative links and anchors resolve, and paths
 * in code exist.
 * @param folder the root of the repository, or a folder of its shape
 * @returns one line per broken link or path, as `FILE:LINE: reason`; empty when all is well
 * @throws Error when a file cannot be read
 */
export async function checkLinks(folder: string): Promise<string[]> {
  // `repository: false`: links to GitHub are not mapped to local files, so no git remote is needed.
  const plugins = [
    [remarkValidateLinks, { repository: false }],
    [remarkValidatePaths, { folder }],
  ] as Options["plugins"];
  const { files } = await runEngine({
    cwd: folder,
    files: ["."],
    extensions: ["md"],
    ignorePath: existsSync(join(folder, ".gitignore")) ? ".gitignore" : undefined,
    processor: remark(),
    plugins,
    output: false,
    out: false,
    silent: true,
    streamError: new PassThrough(),
  });
  return files.flatMap(({ path, messages }) =>
    messages.map(({ line, reason, cause }) => `${path}:${line ?? 1}: ${reason}${cause ? ` (${cause})` : ""}`),
  );
}

/** Reports paths in inline code and code blocks that do not exist. */
function remarkValidatePaths({ folder }: { folder: string }) {
  const roots = new Set(readdirSync(folder));
  return (tree: Tree, file: VFile) => {
    visit(tree, ["inlineCode", "code"], (node) => {
      for (const word of String((node as { value?: unknown }).value).split(/\s+/))
        if (isPath(word, roots) && !existsSync(join(folder, beforeWildcard(word))))
          file.message(`There is no \`${word}\` in this repository`, node.position);
    });
  };
}

function isPath(word: string, roots: ReadonlySet<string>): boolean {
  if (!PATH.test(word) || WRITTEN_BY_COMMANDS.has(word)) return false;
  const [root = "", ...rest] = word.split("/");
  return EXTENSION.test(word) || (rest.length > 0 && (roots.has(root) || word.endsWith("/")));
}

/** `app/wording/*.ts` becomes `app/wording/`. */
function beforeWildcard(path: string): string {
  const wildcard = path.indexOf("*");
  return wildcard < 0 ? path : path.slice(0, path.lastIndexOf("/", wildcard) + 1);
}

function runEngine(options: Options): Promise<Context> {
  return new Promise((resolve, reject) => {
    engine(options, (error, _status, context) => {
      if (error || !context) reject(error ?? new Error("unified-engine returned no context"));
      else resolve(context);
    });
  });
}
