import { existsSync } from "node:fs";
import { addAdministrator, listAdministrators, removeAdministrator } from "#store/administrators";
import { openDatabase } from "#store/database";
import { openStore } from "./backup/store";
import { LaunchError } from "./launcher/launch-error";

const USAGE = "Usage: npm run admin -- add USER-ID | remove USER-ID | list (a profile page shows the id)";

const [command, userId, ...more] = process.argv.slice(2);
const isRight =
  more.length === 0 && (command === "list" ? !userId : ["add", "remove"].includes(command ?? "") && userId);

try {
  if (!isRight) throw new LaunchError(USAGE);
  if (existsSync(".env")) process.loadEnvFile(".env");
  const store = await openStore(process.env);
  const database = openDatabase(store.databaseUrl, 1);
  try {
    await obey(command ?? "", userId ?? "");
  } finally {
    await database.close();
    await store.close();
  }
} catch (error) {
  console.error(error instanceof LaunchError ? error.message : error);
  process.exitCode = 1;
}

async function obey(what: string, id: string): Promise<void> {
  if (what === "list") {
    for (const one of await listAdministrators()) console.log(one);
    return;
  }
  const done = what === "add" ? await addAdministrator(id) : await removeAdministrator(id);
  if (!done) throw new LaunchError(what === "add" ? `There is no person ${id}.` : `${id} was no administrator.`);
  console.log(what === "add" ? `${id} sees /admin from now on.` : `${id} sees /admin no more.`);
}
