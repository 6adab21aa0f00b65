import { database } from "./database";

export type OpenSession = {
  readonly id: string;
  readonly state: "live" | "waiting" | "ending";
};

/** Sessions that are not over, oldest first. */
export async function openSessions(): Promise<OpenSession[]> {
  const rows = await database().session.findMany({
    where: { state: { in: ["live", "waiting", "ending"] } },
    orderBy: { createdAt: "asc" },
    select: { id: true, state: true },
  });
  return rows as OpenSession[];
}

/** Sessions whose deletion broke off. */
export async function halfDeletedSessions(): Promise<string[]> {
  const rows = await database().session.findMany({ where: { state: "deleted" }, select: { id: true }, take: 100 });
  return rows.map((row) => row.id);
}
