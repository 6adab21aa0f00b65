import { hashOf, unlessDone } from "./stamp.mjs";
import { run, step } from "./step.mjs";

const FOLDERS = [
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
const FILES = [
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "scripts/build.mjs",
  "package.json",
  "package-lock.json",
];

/** Builds the pages, unless the existing build is from these sources. */
export async function buildPages() {
  const inputs = () => hashOf([...FOLDERS, ...FILES, "prisma/schema.prisma"], ["store/generated"]);
  await unlessDone(".next/.made-from", inputs, () =>
    step("Building the pages (under a minute)", () => run(process.execPath, ["scripts/build.mjs"], process.env)),
  );
}
