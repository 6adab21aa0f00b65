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

/** Packages that read files beside their own, or that are loaded rarely: Node loads them from node_modules. */
const EXTERNAL = ["@google-cloud/*", "google-gax", "@grpc/*", "@echogarden/fvad-wasm", "@zxcvbn-ts/*", "koffi", "next"];

/** A bundle is an ES module; packages in it that are CommonJS use these three. */
const COMMONJS = `import { createRequire as requireFrom } from "node:module";
const require = requireFrom(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/**
 * Compiles the processes that tests start over and over, and the routes that a web process serves, once for a run: as
 * TypeScript, and with their packages in hundreds of files, each takes twice as long to start. There are no source maps:
 * Node would read them at every start.
 * @returns a new folder that is laid out like the checkout
 */
export async function compileProcesses(): Promise<string> {
  // Below the checkout, where Node finds the packages.
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
    // Modules that several entries import are shared, as they are without compiling.
    splitting: true,
    external: EXTERNAL,
    banner: { js: COMMONJS },
    // Next names no exports, and Node by itself completes no file's name.
    alias: { "next/headers": "next/headers.js" },
    platform: "node",
    format: "esm",
    target: "node20",
    minifySyntax: true,
    logLevel: "warning",
  });
  // A worker starts PocketSphinx from the folder that it lies in.
  const child = join(CHECKOUT, "worker/stt/pocketsphinx/child.ts");
  writeFileSync(join(folder, "testing/worker/child.ts"), `import ${JSON.stringify(child)};\n`);
  return folder;
}
