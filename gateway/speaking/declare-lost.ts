import { LostRequest } from "#protocol/requests";
import { enqueueServing } from "#redis/serve-queue";
import { appendOrRestore } from "#takes/append-or-restore";
import { answering, refuse } from "../answer";

/** Reports sound that the page could not keep until it was connected again. A gap of its length takes its place. */
export const onDeclareLost = answering("lost", LostRequest, async (gateway, { data }, { take, from, to }) => {
  const speaking = data.speaking;
  if (!speaking || speaking.take !== take) return refuse({ kind: "not-speaking" });
  const appended = await appendOrRestore(gateway.redis, speaking.sessionId, { kind: "lost", take, from, n: to });
  await enqueueServing(gateway.serveQueue, speaking.sessionId);
  return appended;
});
