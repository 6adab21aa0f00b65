import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { prepareScriptedProduct } from "../scripted-product/prepare";
import { temporaryFolder } from "../services/temporary-folder";

/** The file in the product's folder with its standard output. */
export const SAID = "said.log";

const READY = /^Interline is ready: (\S+)$/;

/** globalSetup of the end-to-end tests: starts the product as `npm start` does, with real engines, on a free port. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = temporaryFolder();
  const launcher = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    env: { ...process.env, PORT: "0", HOST: "127.0.0.1", DATA_DIR: folder, RECOGNISERS: "8", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(launcher, "exit");
  const ready = address(launcher.stdout, join(folder, SAID));
  const scripted = await prepareScriptedProduct(join(folder, "scripted"));
  // Playwright's workers inherit all of these; the config reads the address as the base URL.
  process.env.INTERLINE_FOLDER = folder;
  process.env.INTERLINE_URL = await ready;
  process.env.INTERLINE_SCRIPTED_PRODUCT = JSON.stringify(scripted);
  return async () => {
    launcher.kill("SIGTERM");
    await exited;
    for (const made of [folder, scripted.compiled]) rmSync(made, { recursive: true, force: true });
  };
}

async function address(output: NodeJS.ReadableStream, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: output });
    lines.on("line", (line) => {
      appendFileSync(file, `${line}\n`);
      const found = READY.exec(line)?.[1];
      if (found) resolve(found);
    });
    lines.on("close", () => reject(new Error("The product did not start. See its output above.")));
  });
}
