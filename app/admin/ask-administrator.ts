import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { type User, userFrom } from "#access/user";
import { isAdministrator } from "#store/administrators";

/** The administrator who asks for a page. For everybody else there is no such page. */
export async function administratorOrNotFound(): Promise<User> {
  const user = await userFrom(await headers());
  if (!user || !(await isAdministrator(user.id))) notFound();
  return user;
}
