import * as z from "zod/mini";
import { LanguageTag } from "#protocol/session";
import { dayCounter } from "../format/moment";
import { firstMoment } from "./weeks";

/** The query in the address of the history. An invalid part does not discard the others. */
const part = <S extends z.ZodMiniType<string>>(schema: S) => z.catch(z.optional(schema), undefined);

/** PostgreSQL's texts hold no NUL, and half of a surrogate pair is no letter. */
const WRITTEN = z.regex(/^[^\0\p{Cs}]*$/u);

export const SoughtWords = z.string().check(z.trim(), z.minLength(1), z.maxLength(200), WRITTEN);

/** A day from which sessions can exist: PostgreSQL does not read dates of much earlier years. */
const Day = z.iso.date().check(z.refine((day) => day >= "1970-01-01" && day <= "9000-01-01"));

const HistoryQuery = z.object({
  q: part(SoughtWords),
  lang: part(LanguageTag),
  state: part(z.enum(["live", "ended", "failed"])),
  tag: part(z.string().check(z.maxLength(40), WRITTEN)),
  days: part(z.enum(["7", "30", "dates"])),
  from: part(Day),
  to: part(Day),
  sort: part(z.enum(["newest", "oldest", "longest"])),
  before: part(z.string().check(z.regex(/^\d{1,15}_[A-Za-z0-9_-]{22}$/))),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

export function readHistoryQuery(parameters: Record<string, unknown>): HistoryQuery {
  return HistoryQuery.parse(parameters);
}

/** The address of a page of the history. */
export function historyAddress(query: Partial<HistoryQuery>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? "/sessions" : `/sessions?${new URLSearchParams(given)}`;
}

/** Whether anything besides the order is set. */
export function isFiltered({ q, lang, state, tag, days }: HistoryQuery): boolean {
  return [q, lang, state, tag, days].some((value) => value !== undefined);
}

/** Number of filters that are set, without words and order. */
export function countFilters({ lang, state, tag, days }: HistoryQuery): number {
  return [lang, state, tag, days].filter((value) => value !== undefined).length;
}

const DAY_MS = 86_400_000;

/** The period in which the sessions began, in whole days of a time zone, including today. @param now ms since 1970 */
export function periodOf(
  { days, from, to }: HistoryQuery,
  now: number,
  timeZone: string,
): { from?: Date; until?: Date } {
  const dayOf = dayCounter(timeZone);
  const begin = (day: number) => firstMoment(day, dayOf);
  if (days === "7" || days === "30") return { from: begin(dayOf(new Date(now)) - Number(days)) };
  if (days !== "dates") return {};
  return {
    ...(from && { from: begin(Date.parse(from) / DAY_MS) }),
    ...(to && { until: begin(Date.parse(to) / DAY_MS + 1) }),
  };
}

/** The words and "phrases" of a search, in any kind of quotation marks; a line must contain all of them. */
export function partsOf(typed: string): string[] {
  const parts = typed.matchAll(/["“”„«»＂]([^"“”„«»＂]*)["“”„«»＂]?|[^\s"“”„«»＂]+/g);
  return [...parts].map(([all, phrase]) => (phrase ?? all).trim()).filter(Boolean);
}
