import { processWide } from "#platform/process-wide";
import type { ExportHead, ExportJob } from "./export-job";
import type { SlotRequest } from "./file-slots";

/** `Retry-After` when all slots are taken. */
export const FULL_SECONDS = 5;

export type MadeExport =
  | (Extract<ExportHead, { kind: "file" }> & { readonly content: ReadableStream<Uint8Array> })
  | Exclude<ExportHead, { kind: "file" }>
  /** All slots are taken. */
  | { readonly kind: "full"; readonly retryAfterSeconds: number };

/** Makes files. Next bundles this module with the routes, so the threads are registered process-wide. */
export type Exports = {
  /** Reserves a slot for one file. @returns a function that releases it, safe to call twice; null if none is free */
  enter(request: SlotRequest): (() => void) | null;
  /** @param signal aborts when the client disconnects @throws Error when no file can be made */
  make(job: ExportJob, request: SlotRequest, signal: AbortSignal): Promise<MadeExport>;
};

export const openExports = processWide<Exports>("exports");

export function exports(): Exports {
  return openExports.get();
}
