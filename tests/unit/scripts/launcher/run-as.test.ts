import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unprivilegedAccount } from "#scripts/databases/account";
import { chooseRunAs, PRODUCT_FILES } from "#scripts/launcher/run-as";

const isRoot = process.getuid?.() === 0;
let [checkout, folder] = ["", ""];

/** A checkout of small files that only root can enter, and a data folder that other accounts can enter. */
beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  checkout = mkdtempSync(join(tmpdir(), "interline-"));
  folder = mkdtempSync(join(tmpdir(), "interline-"));
  chmodSync(folder, 0o711);
  for (const name of PRODUCT_FILES) addFile(name.includes(".", 1) ? name : `${name}/file.ts`);
  for (const name of [".next/BUILD_ID", "node_modules/next/package.json", "store/generated/client.ts"]) addFile(name);
  addFile(".env");
});
afterEach(() => {
  for (const made of [checkout, folder]) rmSync(made, { recursive: true });
});

function addFile(name: string): void {
  const file = join(checkout, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, name);
}

const choose = (env: NodeJS.ProcessEnv = { NODE_ENV: "test" }) => chooseRunAs({ checkout, folder, port: 3_000, env });

/** @returns the text that the account reads in a file, or null if it may not */
function readAs(file: string): string | null {
  const { status, stdout } = spawnSync("cat", [file], { ...unprivilegedAccount(), encoding: "utf8" });
  return status === 0 ? stdout : null;
}

test.skipIf(isRoot)("started by another account than root, every process runs as that account", () => {
  expect(choose()).toEqual({ account: null, command: [process.execPath], checkout, env: {} });
});

test.skipIf(!isRoot)("started as root, a checkout that every account can read is used in place", () => {
  chmodSync(checkout, 0o755);
  expect(choose()).toMatchObject({ account: unprivilegedAccount(), checkout });
});

test.skipIf(!isRoot).each([0o644, 0o600])(
  "a checkout that only root can enter is copied, with files of mode %o",
  (mode) => {
    chmodSync(join(checkout, "worker/file.ts"), mode);
    // Twice: the second time the copy exists already.
    choose();
    const { account, checkout: copy } = choose();
    expect(account).toEqual(unprivilegedAccount());
    expect(readAs(join(checkout, "server.ts"))).toBe(null);
    expect(readAs(join(copy, "server.ts"))).toBe("server.ts");
    expect(readAs(join(copy, "worker/file.ts"))).toBe("worker/file.ts");
    expect(readAs(join(copy, ".next/BUILD_ID"))).toBe(".next/BUILD_ID");
    expect(spawnSync("ls", ["-A", copy], { encoding: "utf8" }).stdout).not.toContain(".env");
  },
);

test.skipIf(!isRoot)(
  "a Google key file that only root can read is copied for the account, and the copy removed again",
  () => {
    const key = join(checkout, "key.json");
    writeFileSync(key, "{}", { mode: 0o600 });
    const { env } = choose({ NODE_ENV: "test", GOOGLE_APPLICATION_CREDENTIALS: key });
    const copy = env.GOOGLE_APPLICATION_CREDENTIALS ?? "";
    expect(readAs(key)).toBe(null);
    expect(readAs(copy)).toBe("{}");
    choose({ NODE_ENV: "test", HOME: folder });
    expect(readAs(copy)).toBe(null);
  },
);
