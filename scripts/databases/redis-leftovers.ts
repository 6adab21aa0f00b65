import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Redis' default name of the folder of its append-only files, and of the list of those that count. */
const APPENDED = "appendonlydir";
const MANIFEST = "appendonly.aof.manifest";

/**
 * Removes the unfinished files that a Redis left in its folder when it was killed: nothing reads them, and what was
 * deleted since stands in them. Redis must not run.
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
