import { databaseNow } from "#platform/clocks";
import type { AuditKind } from "#protocol/audit";
import { database } from "../database";

export type AuditEvent = {
  readonly kind: AuditKind;
  /** The person whose account or session it concerns; null: none, or a deleted one. Deleted with the person. */
  readonly userId: string | null;
  /** A keyed hash. */
  readonly addressHash?: string | null;
  /** A fixed word of the product: the way of a sign-in, the format of a file. */
  readonly detail?: string;
};

export type StoredEvent = Required<AuditEvent> & { readonly id: string; readonly at: Date };

export async function addAuditEvent({ kind, userId, addressHash, detail }: AuditEvent): Promise<void> {
  await database().auditEvent.create({
    data: { at: databaseNow(), kind, userId, addressHash: addressHash ?? "", detail: detail ?? "" },
  });
}

/** The newest events, of one person or of all. */
export async function listAuditEvents(limit: number, userId?: string): Promise<StoredEvent[]> {
  const rows = await database().auditEvent.findMany({
    where: userId === undefined ? {} : { userId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows.map((row) => ({ ...row, kind: row.kind as AuditKind }));
}

export async function deleteAuditEvents(olderThanDays: number): Promise<void> {
  await database().$executeRaw`DELETE FROM audit_event WHERE at < now() - make_interval(days => ${olderThanDays}::int)`;
}
