import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkBuiltPath } from "#platform/built-path";
import { EnvError } from "#platform/env";
import { temporaryFolder } from "#testing/services/temporary-folder";

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

test("pages that are built for another path than PUBLIC_URL's are refused with an instruction", () => {
  mkdirSync(join(folder, ".next"));
  const built = (basePath: string) =>
    writeFileSync(join(folder, ".next/routes-manifest.json"), JSON.stringify({ basePath }));
  built("/captions");
  expect(() => checkBuiltPath({ BASE_PATH: "/captions" }, folder)).not.toThrow();
  expect(() => checkBuiltPath({ BASE_PATH: "" }, folder)).toThrow(EnvError);
  expect(() => checkBuiltPath({ BASE_PATH: "" }, folder)).toThrow(
    "The pages are built for the path /captions, but PUBLIC_URL has no path. Run `npm run build`",
  );
  built("");
  expect(() => checkBuiltPath({ BASE_PATH: "/captions" }, folder)).toThrow(/for no path, .* has the path \/captions/);
});
