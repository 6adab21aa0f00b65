import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { type User, userFrom } from "#access/signed-in-user";
import { isAdministrator } from "#store/people/administrators";

/** The administrator who sent this request. Null: the sender is not one. */
export async function administrator(): Promise<User | null> {
  const user = await userFrom(await headers());
  return user && (await isAdministrator(user.id)) ? user : null;
}

/** The same for a page. For other people the page does not exist. */
export async function administratorOrNotFound(): Promise<User> {
  return (await administrator()) ?? notFound();
}
