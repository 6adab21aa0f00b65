import { PauseRequest } from "#protocol/requests";
import { enqueueServing } from "#redis/serve-queue";
import { markPaused } from "#store/session/change-state";
import { answering, refuse } from "../answer";
import { tellPresence } from "../audience/tell-presence";

/** Stores and publishes a pause or its end. A pause outlives the page, and readers learn why there are no new words. */
export const onPause = answering("pause", PauseRequest, async (gateway, socket, { isPaused }) => {
  const { speaking } = socket.data;
  if (!speaking) return refuse({ kind: "not-speaking" });
  const { sessionId, take } = speaking;
  const change = await markPaused(sessionId, take, isPaused);
  if (change) gateway.publisher.session(change);
  await tellPresence(gateway, socket.id, sessionId, isPaused ? "paused" : "speaking");
  // A worker may be waiting for more sound: the job tells it to finish.
  if (isPaused) await enqueueServing(gateway.serveQueue, sessionId);
  return { ok: true };
});
