import { auth } from "./auth";

/** Whether this is the person's password. A person without a password need not give one. */
export async function isOwnPassword(userId: string, password: string): Promise<boolean> {
  const { internalAdapter, password: hashing } = await auth().$context;
  const hash = (await internalAdapter.findCredentialAccount(userId))?.password;
  return hash ? hashing.verify({ hash, password }) : true;
}
