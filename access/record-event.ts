import { codeOf, type Log } from "#platform/log";
import { processWide } from "#platform/process-wide";
import { type AuditEvent, addAuditEvent } from "#store/people/audit";

type Owner = AuditEvent["userId"];

const open = processWide<Log>("audit-log");

export function openAudit(log: Log): void {
  open.set(log);
}

/**
 * Writes an event to the audit log without waiting: the action has happened, and must not fail or take longer because of
 * the log.
 */
export function recordEvent(event: Omit<AuditEvent, "userId"> & { readonly userId: Owner | Promise<Owner> }): void {
  const write = async () => addAuditEvent({ ...event, userId: await event.userId });
  write().catch((err: unknown) => {
    // The person may have been removed at the same moment.
    open.find()?.warn({ kind: event.kind, code: codeOf(err) }, "could not write an audit event");
  });
}
