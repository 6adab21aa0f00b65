import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EnvError, type WebEnv } from "./env";

/** Next's list of the routes of a build, which names the path that the build is for. */
const ROUTES = ".next/routes-manifest.json";

/**
 * Next builds its pages for one path: at another one they would find neither their files nor each other.
 * @param folder the folder that contains `.next`
 * @throws EnvError where the pages in this folder are built for another path than PUBLIC_URL's
 */
export function checkBuiltPath({ BASE_PATH }: Pick<WebEnv, "BASE_PATH">, folder = "."): void {
  const { basePath = "" } = JSON.parse(readFileSync(join(folder, ROUTES), "utf8"));
  if (basePath === BASE_PATH) return;
  throw new EnvError(
    `The pages are built for ${named(basePath)}, but PUBLIC_URL has ${named(BASE_PATH)}. Run \`npm run build\` with the same PUBLIC_URL.`,
  );
}

function named(path: string): string {
  return path === "" ? "no path" : `the path ${path}`;
}
