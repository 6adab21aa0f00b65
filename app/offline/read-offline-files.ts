import { readFile } from "node:fs/promises";
import { join } from "node:path";

export type OfflineFiles = { readonly script: string; readonly style: string };

let files: Promise<OfflineFiles> | undefined;

/** The addresses of the offline page's script and style; `scripts/build.mjs` writes them. They change with their content. */
export async function readOfflineFiles(): Promise<OfflineFiles> {
  files ??= readFile(/* turbopackIgnore: true */ join(process.cwd(), ".next/offline.json"), "utf8").then(JSON.parse);
  return files.catch((error: unknown) => {
    // Read again at the next request.
    files = undefined;
    throw error;
  });
}
