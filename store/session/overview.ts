import { databaseNow } from "#platform/clocks";
import type { Overview } from "#protocol/overview";
import { FailureKind } from "#protocol/session";
import { samplesToMs } from "#protocol/sound";
import { database } from "../database";
import { STATES_NOT_OVER } from "./state-table";

const DAY_MS = 86_400_000;

export type StoredOverview = Pick<Overview, "owed" | "failed"> & {
  readonly sessions: readonly Omit<Overview["sessions"][number], "waitingChunks">[];
};

/** The store's part of the administrators' overview: ids, states and numbers. No query reads a title or a word. */
export async function readOverview(most: number): Promise<StoredOverview> {
  const [sessions, owed, failed] = await Promise.all([
    database().session.findMany({
      where: { state: { in: [...STATES_NOT_OVER] } },
      orderBy: { createdAt: "desc" },
      take: most,
      select: {
        id: true,
        state: true,
        createdAt: true,
        anchor: true,
        sourceLang: true,
        targetLangs: true,
        nextSeq: true,
        failures: true,
      },
    }),
    database().untranslated.aggregate({ _count: true, _min: { createdAt: true } }),
    database().session.groupBy({
      by: ["failure"],
      where: { state: "failed", endedAt: { gt: new Date(databaseNow().getTime() - DAY_MS) }, failure: { not: null } },
      _count: true,
    }),
  ]);
  return {
    sessions: sessions.map(({ anchor, nextSeq, createdAt, ...session }) => ({
      ...session,
      createdAt: createdAt.toISOString(),
      heardMs: samplesToMs(Number(anchor)),
      segments: nextSeq - 1,
    })),
    owed: { count: owed._count, since: owed._min.createdAt?.toISOString() ?? null },
    failed: failed.map(({ failure, _count }) => ({ failure: FailureKind.parse(failure), count: _count })),
  };
}
