import { prismaAdapter } from "better-auth/adapters/prisma";
import { database } from "./database";

/** The tables of better-auth: user, auth_session, account, verification. */
export function authTables() {
  return prismaAdapter(database(), { provider: "postgresql" });
}
