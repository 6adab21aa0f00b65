import { z } from "zod";
import type { SessionState } from "#protocol/session";
import { Prisma } from "../generated/client";

export const SESSION_SORTS = ["newest", "oldest", "longest"] as const;
export type SessionSort = (typeof SESSION_SORTS)[number];

/** A filter of an owner's sessions, and the cursor. */
export type SessionFilter = {
  readonly ownerId: string;
  /** A source or target language of the session, now or earlier: a BCP 47 tag. */
  readonly lang?: string | undefined;
  readonly states?: readonly SessionState[] | undefined;
  readonly tag?: string | undefined;
  /** The session began at or after `from`, and before `until`. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly sort?: SessionSort | undefined;
  /** The cursor that came with the page before. Anything else gives the first page. */
  readonly before?: string | undefined;
};

/** The end of the year 9999, ms since 1970. PostgreSQL cannot read later dates in the form in which they are sent here. */
const LAST = 253_402_300_799_999;

const Cursor = z
  .string()
  .regex(/^\d{1,15}_[A-Za-z0-9_-]{22}$/)
  .transform((text) => ({ at: Number(text.slice(0, -23)), id: text.slice(-22) }))
  .refine(({ at }) => at <= LAST);

type CursorRow = { readonly id: string; readonly createdAt: Date; readonly anchor: bigint };

/** The cursor of the page after `last`. */
export function cursorAfter(last: CursorRow, sort: SessionSort = "newest"): string {
  return `${sort === "longest" ? last.anchor : last.createdAt.getTime()}_${last.id}`;
}

/** The condition and the order of a filter, for a table `s`. */
export function whereSession(filter: SessionFilter): { where: Prisma.Sql; order: Prisma.Sql } {
  const { ownerId, lang, states, tag, from, until } = filter;
  const { key, value, rises } = ORDERS[filter.sort ?? "newest"];
  const cursor = Cursor.safeParse(filter.before ?? "").data;
  const beyond = rises ? Prisma.sql`>` : Prisma.sql`<`;
  const conditions = [
    Prisma.sql`s.owner_id = ${ownerId} AND s.state <> 'deleted'`,
    lang && Prisma.sql`(s.source_lang = ${lang} OR ${lang} = ANY(s.target_langs) OR ${lang} = ANY(s.other_langs))`,
    states && Prisma.sql`s.state::text = ANY(${[...states]})`,
    tag && Prisma.sql`${tag} = ANY(s.tags)`,
    from && Prisma.sql`s.created_at >= ${from}`,
    until && Prisma.sql`s.created_at < ${until}`,
    cursor && Prisma.sql`(${key}, s.id) ${beyond} (${value(cursor.at)}, ${cursor.id})`,
  ];
  return {
    where: Prisma.join(
      conditions.filter((condition) => condition instanceof Prisma.Sql),
      " AND ",
    ),
    order: rises ? Prisma.sql`${key}, s.id` : Prisma.sql`${key} DESC, s.id DESC`,
  };
}

const byTime = { key: Prisma.sql`s.created_at`, value: (at: number) => Prisma.sql`${new Date(at)}` };
const ORDERS = {
  newest: { ...byTime, rises: false },
  oldest: { ...byTime, rises: true },
  longest: { key: Prisma.sql`s.anchor`, value: (at: number) => Prisma.sql`${at}::bigint`, rises: false },
} as const;
