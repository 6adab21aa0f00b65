import type { Client } from "pg";
import { BackupError } from "./contents";

export type Table = { readonly name: string; readonly columns: readonly string[] };

type Named = { name: string; columns: string[]; parents: string[] };

/** Interline's tables with their columns except generated ones, each after the tables that it refers to. */
export async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Named>(
    `SELECT c.relname AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       (SELECT coalesce(array_agg(DISTINCT p.relname::text), '{}') FROM pg_constraint f
         JOIN pg_class p ON p.oid = f.confrelid
         WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.confrelid <> c.oid) AS parents
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
     ORDER BY c.relname`,
  );
  return parentsFirst(rows);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"table" ("column", …)`, for COPY. */
export function copyTarget({ name, columns }: Table): string {
  return `${quoted(name)} (${columns.map(quoted).join(", ")})`;
}

function parentsFirst(tables: readonly Named[]): Table[] {
  const sorted: Named[] = [];
  while (sorted.length < tables.length) {
    const placed = new Set(sorted.map(({ name }) => name));
    const next = tables.filter(({ name, parents }) => !placed.has(name) && parents.every((p) => placed.has(p)));
    if (next.length === 0)
      throw new BackupError("The foreign keys of the tables form a cycle, so no order restores them.");
    sorted.push(...next);
  }
  return sorted.map(({ name, columns }) => ({ name, columns }));
}
