import * as z from "zod/mini";
import type { ServerToClientEvents } from "./messages";

const NAMES: Record<keyof ServerToClientEvents, true> = {
  segment: true,
  translation: true,
  draft: true,
  latest: true,
  head: true,
  changed: true,
  speaker: true,
  deleted: true,
  session: true,
  health: true,
  take: true,
  readers: true,
  blocked: true,
  gone: true,
  outdated: true,
};

/** A page reports how many messages of one kind it could not parse. It holds nothing of their content. */
export const UnreadableReport = z.strictObject({
  event: z.enum(Object.keys(NAMES) as (keyof ServerToClientEvents)[]),
  count: z.int().check(z.positive(), z.maximum(1_000)),
});
export type UnreadableReport = z.infer<typeof UnreadableReport>;

/** The reports that a page sends. They have no acknowledgement, and every kind of client may send them. */
export interface PageReports {
  unreadable(report: UnreadableReport): void;
}
