import { basePathOf } from "../../platform/base-path.mjs";
import { hashOf, unlessDone } from "./stamp.mjs";
import { run, step } from "./step.mjs";

/** The sources of the pages. */
export const FOLDERS = [
  "access",
  "app",
  "deletion",
  "export",
  "mail",
  "pages",
  "platform",
  "protocol",
  "public",
  "redis",
  "store",
];
export const FILES = [
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "scripts/build.mjs",
  "package.json",
  "package-lock.json",
];

/**
 * Builds the pages, unless the existing build is from these sources and for this path.
 * @param {string} publicUrl PUBLIC_URL, whose path the pages stand below
 */
export async function buildPages(publicUrl) {
  const inputs = () =>
    hashOf([...FOLDERS, ...FILES, "prisma/schema.prisma"], ["store/generated"]) + basePathOf(publicUrl);
  const env = { ...process.env, PUBLIC_URL: publicUrl };
  await unlessDone(".next/.made-from", inputs, () =>
    step("Building the pages (under a minute)", () => run(process.execPath, ["scripts/build.mjs"], env)),
  );
}
