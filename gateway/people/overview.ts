import type { Overview } from "#protocol/overview";
import { OverviewRequest } from "#protocol/requests";
import { entriesIn } from "#redis/mailbox";
import { readWorkers } from "#redis/workers";
import { isAdministrator } from "#store/people/administrators";
import { readOverview } from "#store/session/overview";
import { soundBytesOfAll } from "#store/sound/sound-state";
import { answering, refuse } from "../answer";
import type { Gateway } from "../context";

/** Reads what runs now, for administrators. Others get `not-found`. */
export const onOverview = answering(
  "admin:overview",
  OverviewRequest,
  async (gateway, _socket, { sessions }, { user }) => {
    if (!(await isAdministrator(user.id))) return refuse({ kind: "not-found" });
    return { ok: true, overview: await see(gateway, sessions) };
  },
);

async function see({ redis, budget, serveQueue, translateQueue, mostSound }: Gateway, most: number): Promise<Overview> {
  const [stored, alive, budgets, used, ...queues] = await Promise.all([
    readOverview(most),
    readWorkers(redis),
    budget.readSpending(),
    soundBytesOfAll(),
    ...[serveQueue, translateQueue].map(async (queue) => {
      const counts = await queue.getJobCounts("waiting", "active", "delayed");
      const { waiting = 0, active = 0, delayed = 0 } = counts;
      return { name: queue.name, waiting, active, delayed };
    }),
  ]);
  const sessions = await Promise.all(
    stored.sessions.map(async (session) => ({ ...session, waitingChunks: await entriesIn(redis, session.id) })),
  );
  const workers = alive.map(({ languages: _, ...worker }) => worker);
  return { ...stored, sessions, queues, workers, budgets, sound: { used, limit: mostSound } };
}
