import { processWide } from "#platform/process-wide";
import type { ExportHead, ExportJob } from "./export-job";
import type { Claim } from "./places";

/** When a place may be free again. */
export const FULL_SECONDS = 5;

export type MadeExport =
  | (Extract<ExportHead, { kind: "file" }> & { readonly content: ReadableStream<Uint8Array> })
  | Exclude<ExportHead, { kind: "file" }>
  /** Too many files are under way. */
  | { readonly kind: "full"; readonly retryAfterSeconds: number };

/** Who makes files. Next bundles this module with the routes; the threads belong to the process. */
export type Exports = {
  /** A place for one file. Null: there is none. @returns gives it back */
  enter(claim: Claim): (() => void) | null;
  /** @param signal the client has gone @throws Error where no file can be made */
  make(job: ExportJob, claim: Claim, signal: AbortSignal): Promise<MadeExport>;
};

export const openExports = processWide<Exports>("exports");

export function exports(): Exports {
  return openExports.get();
}
