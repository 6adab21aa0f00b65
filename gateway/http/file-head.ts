import type { ServerResponse } from "node:http";
import { IDLE_HEADER, LENGTH_HEADER } from "#platform/file-headers";

/** The event of a response with a file, before its head is sent. */
export const FILE_BEGINS = "interline:file";

/** Carries out what the handler of a file asks for in private headers, and removes them. Call it before the head is sent. */
export function completeFileHead(response: ServerResponse): void {
  const [length, idleMs] = [LENGTH_HEADER, IDLE_HEADER].map((name) => {
    const value = response.getHeader(name);
    response.removeHeader(name);
    return value;
  });
  if (idleMs !== undefined) response.setTimeout(Number(idleMs));
  if (length === undefined) return;
  // A compressed answer has another length.
  if (!response.hasHeader("Content-Encoding")) response.setHeader("Content-Length", Number(length));
  response.emit(FILE_BEGINS);
}
