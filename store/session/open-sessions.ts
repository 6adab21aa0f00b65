import { database } from "../database";
import { IS_NOT_OVER, type STATES_NOT_OVER } from "./state-table";

export type OpenSession = {
  readonly id: string;
  readonly state: (typeof STATES_NOT_OVER)[number];
  /** It has an open segment. */
  readonly hasOpenSegment: boolean;
  /** Its owner is blocked: the sweeper ends it. */
  readonly isBlocked: boolean;
  /** A file is uploaded, and its sound is not all sent yet. */
  readonly isImporting: boolean;
};

/** Sessions that are not over, oldest first. */
export async function openSessions(): Promise<OpenSession[]> {
  return database().$queryRaw<OpenSession[]>`
    SELECT id, state::text, EXISTS (SELECT 1 FROM segment g WHERE g.session_id = s.id AND g.open) AS "hasOpenSegment",
      EXISTS (SELECT 1 FROM "user" u WHERE u.id = s.owner_id AND u.blocked_at IS NOT NULL) AS "isBlocked",
      EXISTS (SELECT 1 FROM import i WHERE i.session_id = s.id) AS "isImporting"
    FROM session s WHERE ${IS_NOT_OVER} ORDER BY created_at`;
}

/** Sessions whose deletion was interrupted. */
export async function halfDeletedSessions(): Promise<string[]> {
  const rows = await database().session.findMany({ where: { state: "deleted" }, select: { id: true }, take: 100 });
  return rows.map((row) => row.id);
}
