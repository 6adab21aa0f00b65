import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const CHECKOUT = join(import.meta.dirname, "../../..");
const PROCESSES = ["tests/support/web/index.ts", "tests/support/worker/index.ts", "app/export/thread.ts"];

/**
 * Compiles the processes that tests start over and over, and the routes that a web process serves, once for a run: as
 * TypeScript each takes twice as long to start.
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
    // What two of them import is there once, as it is without compiling.
    splitting: true,
    packages: "external",
    // Next names no exports, and Node by itself completes no file's name.
    alias: { "next/headers": "next/headers.js" },
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
  // A worker starts PocketSphinx from the folder that it lies in.
  const child = join(CHECKOUT, "worker/stt/pocketsphinx-child.ts");
  writeFileSync(join(folder, "tests/support/worker/pocketsphinx-child.ts"), `import ${JSON.stringify(child)};\n`);
  return folder;
}
