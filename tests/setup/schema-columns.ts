import { readFileSync } from "node:fs";

export interface Column {
  table: string;
  name: string;
  type: string;
  nullable: boolean;
}

const TYPES: Record<string, string> = {
  String: "text",
  Int: "integer",
  BigInt: "bigint",
  Boolean: "boolean",
  Float: "double precision",
  Json: "jsonb",
  Bytes: "bytea",
  DateTime: "timestamp with time zone",
  'Unsupported("tsvector")': "tsvector",
};

/** The columns of prisma/schema.prisma, sorted, without relations. */
export function wantedColumns(file: string): Column[] {
  const schema = readFileSync(file, "utf8");
  const enums = new Set([...schema.matchAll(/^enum (\w+)/gm)].map(([, name]) => name));
  return [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)]
    .flatMap(([, model = "", body = ""]) => columnsOf(body.match(/@@map\("(\w+)"\)/)?.[1] ?? model, body, enums))
    .sort(byName);
}

export const byName = (a: Column, b: Column): number => (`${a.table}.${a.name}` < `${b.table}.${b.name}` ? -1 : 1);

function columnsOf(table: string, body: string, enums: Set<string | undefined>): Column[] {
  return [...body.matchAll(/^ {2}(\w+)\s+(\w+(?:\("\w+"\))?)(\[\]|\?)?(.*)$/gm)].flatMap(
    ([, field = "", kind = "", mark, rest = ""]) => {
      const scalar = enums.has(kind) ? "USER-DEFINED" : TYPES[kind];
      const type = scalar && mark === "[]" ? "ARRAY" : scalar;
      // The column of a list is nullable in PostgreSQL; Prisma reads null as the empty list.
      const nullable = mark !== undefined;
      return type ? [{ table, name: rest.match(/@map\("(\w+)"\)/)?.[1] ?? field, type, nullable }] : [];
    },
  );
}

/** The number of indexes in the schema, with keys and unique ones. */
export function wantedIndexes(file: string): number {
  return readFileSync(file, "utf8").match(/@id\b|@unique\b|@@index\b|@@unique\b/g)?.length ?? 0;
}
