import { PauseRequest } from "#protocol/requests";
import { enqueueServing } from "#redis/serve-queue";
import { answering, refuse } from "../answer";
import { tellPresence } from "../audience/tell-presence";

/** The speaker pauses or goes on: readers are told why it is silent. */
export const pause = answering("pause", PauseRequest, async (gateway, socket, { isPaused }) => {
  const { speaking } = socket.data;
  if (!speaking) return refuse({ kind: "not-speaking" });
  await tellPresence(gateway, socket.id, speaking.sessionId, isPaused ? "paused" : "speaking");
  // A worker may wait for the sound to go on.
  if (isPaused) await enqueueServing(gateway.serveQueue, speaking.sessionId);
  return { ok: true };
});
