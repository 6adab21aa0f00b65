/**
 * The length of a file, bytes, from a route handler to `gateway/http/file-head.ts`, which sends it as `Content-Length`: Next
 * deletes that header from the answers of route handlers.
 */
export const LENGTH_HEADER = "x-interline-length";

/** How long the client of a file may read nothing, ms, from a route handler to `gateway/http/file-head.ts`. */
export const IDLE_HEADER = "x-interline-idle-ms";
