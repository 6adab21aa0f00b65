import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { inviteByLink } from "#access/admission/invite";
import { pageAddress } from "#platform/env";
import { AllowedPattern, InviteRequest } from "#protocol/invitation";
import { openDatabase } from "#store/database";
import { blockPerson, unblockPerson } from "#store/people/administered-people";
import {
  addAdministrator,
  isAdministrator,
  listAdministrators,
  removeAdministrator,
} from "#store/people/administrators";
import {
  allowAddress,
  disallowAddress,
  listAllowed,
  listInvitations,
  revokeInvitation,
} from "#store/people/invitations";
import { openStore } from "./backup/store";
import { LaunchError } from "./launch-error";

const USAGE = `Usage: npm run admin -- COMMAND (the account page and /admin/people show the ids)
  add USER-ID | remove USER-ID | list   administrators
  block USER-ID | unblock USER-ID       people; the sign-ins and sessions of a blocked person end within half a minute
  invite [NOTE] [--uses 1] [--days 7]   makes an invitation and prints its link; the link cannot be shown again
  invitations | revoke INVITATION-ID    invitations that can still be accepted
  allow ADDRESS-OR-DOMAIN | disallow ADDRESS-OR-DOMAIN | allowed   the allow-list of ACCESS=invited`;

/** Commands about one person, address or invitation. Each returns the sentence that is printed. */
const COMMANDS: Record<string, (userId: string) => Promise<string>> = {
  add: async (id) =>
    (await addAdministrator(id)) ? `${id} is now an administrator and sees /admin.` : refuseUnknown(id),
  remove: async (id) =>
    (await removeAdministrator(id))
      ? `${id} is no longer an administrator.`
      : refuse(`${id} was not an administrator.`),
  block: async (id) => {
    if (await isAdministrator(id)) refuse(`${id} is an administrator. Remove them with npm run admin -- remove first.`);
    return (await blockPerson(id)) ? `${id} is blocked.` : refuseUnknown(id);
  },
  invite: async (note) => {
    const asked = InviteRequest.safeParse({ note, uses: values.uses, days: values.days });
    if (!asked.success)
      return refuse("--uses must be 1 to 1000, --days 1 to 365, and the note at most 100 characters.");
    return pageAddress(await inviteByLink(asked.data, null), process.env);
  },
  revoke: async (id) =>
    (await revokeInvitation(id, null)) ? "The invitation is revoked." : refuse(`There is no invitation ${id}.`),
  allow: async (text) => {
    const pattern = patternOf(text);
    await allowAddress(pattern, null);
    return `${pattern} is on the allow-list. It counts once an account has proved its address.`;
  },
  disallow: async (text) =>
    (await disallowAddress(patternOf(text)))
      ? `${text} is no longer on the allow-list.`
      : refuse(`${text} was not on the allow-list.`),
  unblock: async (id) => ((await unblockPerson(id)) ? `${id} can sign in again.` : refuseUnknown(id)),
};

/** Commands that print a list. */
const LISTS: Record<string, () => Promise<readonly string[]>> = {
  list: listAdministrators,
  allowed: listAllowed,
  invitations: async () =>
    (await listInvitations()).map(
      ({ id, used, mostUses, expiresAt, note }) =>
        `${id}  ${used}/${mostUses}  until ${expiresAt.toISOString()}  ${note}`,
    ),
};

const { positionals, values } = typed();
const [command = "", what, ...more] = positionals;
const [act, list] = [own(COMMANDS, command), own(LISTS, command)];
const isRight = more.length === 0 && (command === "invite" || (list ? what === undefined : act && what !== undefined));

try {
  if (!isRight) refuse(USAGE);
  if (existsSync(".env")) process.loadEnvFile(".env");
  const store = await openStore(process.env);
  const database = openDatabase(store.databaseUrl, 1);
  try {
    if (list) for (const one of await list()) console.log(one);
    else if (act) console.log(await act(what ?? ""));
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

function refuseUnknown(id: string): never {
  return refuse(`There is no person ${id}.`);
}

function patternOf(text: string): string {
  const pattern = AllowedPattern.safeParse(text);
  return pattern.success ? pattern.data : refuse(`${text} is neither an address nor a domain.`);
}

function own<T>(table: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The arguments after `npm run admin --`. A wrong option returns none, so that the usage is shown. */
function typed() {
  try {
    const options = { uses: { type: "string" }, days: { type: "string" } } as const;
    return parseArgs({ allowPositionals: true, options });
  } catch {
    return { positionals: [], values: { uses: undefined, days: undefined } };
  }
}
