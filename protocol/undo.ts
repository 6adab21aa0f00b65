/** The owner's page offers to undo the revocation of a link for this long, ms. */
export const UNDO_MS = 10_000;
/**
 * The gateway restores a revoked link for this long, in seconds: longer than UNDO_MS, since the request may wait for a
 * connection.
 */
export const RESTORABLE_SECONDS = 30;
