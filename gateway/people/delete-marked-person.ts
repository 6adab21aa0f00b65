import { deletePerson } from "#deletion/person";
import type { Gateway } from "../context";

/**
 * Deletes a person who is marked as being deleted. Never throws: from the mark on the deletion is certain, and the sweeper
 * finishes one that broke off.
 * @param administrator the id of the administrator who deletes another person
 */
export async function deleteMarkedPerson(gateway: Gateway, userId: string, administrator?: string): Promise<void> {
  await deletePerson(gateway, userId).then(
    () => gateway.log.info({ administrator, userId }, "person deleted"),
    (err: unknown) => gateway.log.error({ err, administrator, userId }, "the deletion of a person broke off"),
  );
}
