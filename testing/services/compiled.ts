import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const CHECKOUT = join(import.meta.dirname, "../..");
const PROCESSES = [
  "testing/web/index.ts",
  "testing/worker/index.ts",
  "testing/bystander/index.ts",
  "app/export/thread.ts",
];

/** Packages that read files of their folder, or that are rarely loaded: Node loads them from node_modules. */
const EXTERNAL = ["@google-cloud/*", "google-gax", "@grpc/*", "@echogarden/fvad-wasm", "@zxcvbn-ts/*", "koffi", "next"];

/** The bundle is an ES module; its CommonJS packages use these three. */
const COMMONJS = `import { createRequire as requireFrom } from "node:module";
const require = requireFrom(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/**
 * Compiles the processes that tests start, and the routes of a web process, once per run. From TypeScript and hundreds
 * of package files each process takes twice as long to start. There are no source maps, because Node reads them at
 * every start.
 * @returns a new folder with the layout of the checkout
 */
export async function compileProcesses(): Promise<string> {
  // Inside the checkout, where Node finds the packages.
  const folder = mkdtempSync(join(CHECKOUT, "node_modules/.interline-"));
  const routes = readdirSync(join(CHECKOUT, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)route\.ts$/.test(file))
    .map((file) => join("app", file));
  await build({
    absWorkingDir: CHECKOUT,
    entryPoints: [...PROCESSES, ...routes],
    outbase: CHECKOUT,
    outdir: folder,
    bundle: true,
    // Entries share the modules that they import, as without compiling.
    splitting: true,
    external: EXTERNAL,
    banner: { js: COMMONJS },
    // Next has no `exports` field, and Node does not add file extensions.
    alias: { "next/headers": "next/headers.js" },
    platform: "node",
    format: "esm",
    target: "node20",
    minifySyntax: true,
    logLevel: "warning",
  });
  // A worker starts PocketSphinx from its own folder.
  const child = join(CHECKOUT, "worker/stt/pocketsphinx/child.ts");
  writeFileSync(join(folder, "testing/worker/child.ts"), `import ${JSON.stringify(child)};\n`);
  return folder;
}
