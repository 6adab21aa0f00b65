/** What the audit log holds. Never a word that was spoken or typed, a title, a token or an address. */
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
