import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const CHECKOUT = join(import.meta.dirname, "../..");
const WEB = "testing/web/index.ts";
const WORKER = "testing/worker/index.ts";
/** The processes of integration tests. */
export const STACK_PROCESSES = [WEB, WORKER, "testing/bystander/index.ts"];
/** The processes of a scripted product. */
export const SCRIPTED_PRODUCT_PROCESSES = ["server.ts", "testing/scripted-product/worker.ts"];

/** Packages that read files of their folder, or that are rarely loaded: Node loads them from node_modules. */
const EXTERNAL = [
  "@aws-sdk/*",
  "@google-cloud/*",
  "google-gax",
  "@grpc/*",
  "@echogarden/fvad-wasm",
  "@zxcvbn-ts/*",
  "koffi",
  "next",
  "opus-decoder",
  "opusscript",
];
/** Next loads it from node_modules: the pages' fragments of queries must be instances of the server's class. */
const SHARED_WITH_PAGES = ["@prisma/client"];

/** The bundle is an ES module; its CommonJS packages use these three. */
const COMMONJS = `import { createRequire as requireFrom } from "node:module";
const require = requireFrom(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/**
 * Compiles processes that tests start, once per run, with the thread of exports and, for a web process without Next, its
 * routes. From TypeScript and hundreds of package files each process takes twice as long to start. There are no source
 * maps, because Node reads them at every start.
 * @returns a new folder with the layout of the checkout
 */
export async function compileProcesses(processes: readonly string[]): Promise<string> {
  // Inside the checkout, where Node finds the packages.
  const folder = mkdtempSync(join(CHECKOUT, "node_modules/.interline-"));
  const routes = processes.includes(WEB) ? routeFiles() : [];
  await build({
    absWorkingDir: CHECKOUT,
    entryPoints: [...processes, "app/export/thread.ts", ...routes],
    outbase: CHECKOUT,
    outdir: folder,
    bundle: true,
    // Entries share the modules that they import, as without compiling.
    splitting: true,
    external: [...EXTERNAL, ...SHARED_WITH_PAGES],
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
  if (processes.includes(WORKER))
    writeFileSync(join(folder, dirname(WORKER), "child.ts"), `import ${JSON.stringify(child)};\n`);
  // server.ts starts this one, testing/web/index.ts thread.js.
  writeFileSync(join(folder, "app/export/thread.mjs"), 'import "./thread.js";\n');
  return folder;
}

/** Every `route.ts` under app/, from the checkout. */
function routeFiles(): string[] {
  return readdirSync(join(CHECKOUT, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)route\.ts$/.test(file))
    .map((file) => join("app", file));
}
