import { prismaAdapter } from "better-auth/adapters/prisma";
import { aheadOfDatabaseMs } from "#platform/clocks";
import { database } from "../database";
import { shiftDates } from "../shift-dates";

/**
 * The tables of better-auth: user, auth_session, account, verification. It compares their dates with the clock of this
 * process, so dates are shifted to that clock when they are read, and to PostgreSQL's when they are stored.
 */
export function authTables() {
  const byOwnClock = database().$extends({
    query: {
      $allModels: {
        async $allOperations({ args, query }) {
          const ahead = aheadOfDatabaseMs();
          if (ahead === 0) return query(args);
          return shiftDates(await query(shiftDates(args, -ahead)), ahead);
        },
      },
    },
  });
  return prismaAdapter(byOwnClock, { provider: "postgresql" });
}
