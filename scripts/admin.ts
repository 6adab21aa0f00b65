import { existsSync } from "node:fs";
import { addAdministrator, isAdministrator, listAdministrators, removeAdministrator } from "#store/administrators";
import { openDatabase } from "#store/database";
import { blockPerson, unblockPerson } from "#store/people";
import { openStore } from "./backup/store";
import { LaunchError } from "./launcher/launch-error";

const USAGE = `Usage: npm run admin -- COMMAND (a profile page and /admin/people show the ids)
  add USER-ID | remove USER-ID | list   administrators
  block USER-ID | unblock USER-ID       people: sign-ins and sessions of a blocked person end within half a minute`;

/** What each command does to a person, and what is said when it is done. */
const COMMANDS: Record<string, (userId: string) => Promise<string>> = {
  add: async (id) => ((await addAdministrator(id)) ? `${id} sees /admin from now on.` : nobody(id)),
  remove: async (id) =>
    (await removeAdministrator(id)) ? `${id} sees /admin no more.` : refuse(`${id} was no administrator.`),
  block: async (id) => {
    if (await isAdministrator(id)) refuse(`${id} is an administrator: remove them first.`);
    return (await blockPerson(id)) ? `${id} is blocked.` : nobody(id);
  },
  unblock: async (id) => ((await unblockPerson(id)) ? `${id} may sign in again.` : nobody(id)),
};

const [command = "", userId, ...more] = process.argv.slice(2);
const act = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;

try {
  if (more.length > 0 || (command === "list" ? userId : !act || !userId)) refuse(USAGE);
  if (existsSync(".env")) process.loadEnvFile(".env");
  const store = await openStore(process.env);
  const database = openDatabase(store.databaseUrl, 1);
  try {
    if (act && userId) console.log(await act(userId));
    else for (const one of await listAdministrators()) console.log(one);
  } finally {
    await database.close();
    await store.close();
  }
} catch (error) {
  console.error(error instanceof LaunchError ? error.message : error);
  process.exitCode = 1;
}

function refuse(why: string): never {
  throw new LaunchError(why);
}

function nobody(id: string): never {
  return refuse(`There is no person ${id}.`);
}
