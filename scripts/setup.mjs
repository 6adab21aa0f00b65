// `npm start` and `npm test` run this first, also in a fresh clone: it uses plain Node and no package that is not
// installed yet.
import { existsSync } from "node:fs";
import { checkNode } from "./setup/node-version.mjs";
import { SetupError } from "./setup/step.mjs";

const purpose = process.argv[2] === "test" ? "test" : "start";

try {
  checkNode(process.versions.node);
  if (purpose === "start" && existsSync(".env")) process.loadEnvFile(".env");
  const { installPackages } = await import("./setup/npm-packages.mjs");
  await installPackages();
  const { installSystemPackages } = await import("./setup/system-packages.mjs");
  await installSystemPackages(purpose, process.env);
  if (purpose === "start") (await import("./setup/account.mjs")).createAccount();
  const { generateClient } = await import("./setup/prisma-client.mjs");
  await generateClient();
  const { buildPages } = await import("./setup/pages.mjs");
  // Tests run at the root of a host, also where `.env` says otherwise.
  await buildPages(purpose === "start" ? (process.env.PUBLIC_URL ?? "") : "");
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
