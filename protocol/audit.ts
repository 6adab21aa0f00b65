/** The kinds of events in the audit log. The log never holds spoken or typed words, titles, tokens or addresses. */
export const AUDIT_KINDS = [
  "sign-in",
  "sign-in-failed",
  "account-made",
  "account-deleted",
  "password-changed",
  "email-changed",
  "sign-ins-ended",
  "second-step-on",
  "second-step-off",
  "passkey-added",
  "passkey-removed",
  "link-made",
  "link-revoked",
  "unlock",
  "unlock-failed",
  "export",
  "session-deleted",
  "role-given",
  "role-taken",
  "blocked",
  "unblocked",
  "invitation-made",
  "invitation-revoked",
  "invited",
] as const;

export type AuditKind = (typeof AUDIT_KINDS)[number];
