import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Redis' default names for the folder of its append-only files, and for the list of valid files in it. */
const APPENDED = "appendonlydir";
const MANIFEST = "appendonly.aof.manifest";

/**
 * Removes the unfinished files that a killed Redis left in its folder: nothing reads them, and they hold data that was
 * deleted since. Redis must not be running.
 */
export function removeLeftovers(dir: string): void {
  for (const name of readdirSync(dir)) if (name.startsWith("temp-")) rmSync(join(dir, name), { force: true });
  const folder = join(dir, APPENDED);
  const manifest = join(folder, MANIFEST);
  if (!existsSync(manifest)) return;
  const listed = new Set([...readFileSync(manifest, "utf8").matchAll(/^file (\S+) /gm)].map(([, name]) => name));
  for (const name of readdirSync(folder)) {
    const isOurs = name.startsWith("temp-") || /^appendonly\.aof\.\d+\.(base|incr)\.(rdb|aof)$/.test(name);
    if (isOurs && !listed.has(name)) rmSync(join(folder, name), { force: true });
  }
}
