import { PauseRequest } from "#protocol/requests";
import { enqueueServing } from "#redis/serve-queue";
import { answering, refuse } from "../answer";
import { tellPresence } from "../audience/tell-presence";

/** Publishes that the speaker pauses or continues, so that readers know why it is silent. */
export const pause = answering("pause", PauseRequest, async (gateway, socket, { isPaused }) => {
  const { speaking } = socket.data;
  if (!speaking) return refuse({ kind: "not-speaking" });
  await tellPresence(gateway, socket.id, speaking.sessionId, isPaused ? "paused" : "speaking");
  // A worker may be waiting for more sound.
  if (isPaused) await enqueueServing(gateway.serveQueue, speaking.sessionId);
  return { ok: true };
});
