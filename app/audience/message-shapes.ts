import type { FollowedMessages, Schema } from "../connection/followed-messages";

/**
 * The messages as `protocol/messages.ts` has them, checked by the types of their fields alone: zod would be a
 * tenth of all that a reader's phone loads. A test compares these with the schemas.
 */
type Shape = { readonly [field: string]: Kind | Shape };
type Kind = "text" | "text or absent" | "number" | "number or absent" | "number or null" | "switch or absent";

const KINDS: Record<Kind, (value: unknown) => boolean> = {
  text: (value) => typeof value === "string",
  "text or absent": (value) => value === undefined || typeof value === "string",
  number: (value) => typeof value === "number",
  "number or absent": (value) => value === undefined || typeof value === "number",
  "switch or absent": (value) => value === undefined || typeof value === "boolean",
  "number or null": (value) => value === null || typeof value === "number",
};

function fits(value: unknown, shape: Shape): boolean {
  if (typeof value !== "object" || value === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  return Object.entries(shape).every(([field, kind]) =>
    typeof kind === "string" ? KINDS[kind](fields[field]) : fits(fields[field], kind),
  );
}

function schema<T>(shape: Shape, isWanted: (message: T) => boolean = () => true): Schema<T> {
  return {
    safeParse(raw) {
      const data = raw as T;
      return fits(raw, shape) && isWanted(data) ? { success: true, data } : { success: false };
    },
  };
}

const SEGMENT = {
  seq: "number",
  part: "number or absent",
  rev: "number",
  kind: "text",
  text: "text",
  lang: "text",
  startMs: "number",
  endMs: "number",
  pauseMs: "number or absent",
  confidence: "number or null",
  open: "switch or absent",
  removed: "switch or absent",
} as const;
const TRANSLATION = {
  seq: "number",
  part: "number or absent",
  lang: "text",
  rev: "number",
  text: "text",
  sourceRev: "number",
  unknownWords: "number",
} as const;
const DRAFT = {
  epoch: "number",
  counter: "number",
  seq: "number",
  lang: "text or absent",
  text: "text",
  startMs: "number",
  covered: "number",
} as const;
const HEAD = { epoch: "number", rev: "number", anchor: "number", covered: "number", recogniser: "text" } as const;

const PRESENCES: readonly unknown[] = ["speaking", "paused", "away", null];

export const MESSAGES: FollowedMessages = {
  segment: schema({ segment: SEGMENT, after: "number or null" }, ({ segment }) =>
    ["speech", "gap"].includes(segment.kind),
  ),
  translation: schema({ translation: TRANSLATION, after: "number or null" }),
  latest: schema({ lang: "text or absent", rev: "number" }),
  changed: schema({ rev: "number" }),
  draft: schema({ draft: DRAFT }),
  head: schema({ head: HEAD }, ({ head }) => ["ok", "retrying"].includes(head.recogniser)),
  speaker: schema({}, ({ speaker }) => PRESENCES.includes(speaker)),
};

export const ANYTHING: Schema<unknown> = { safeParse: (data) => ({ success: true, data }) };
