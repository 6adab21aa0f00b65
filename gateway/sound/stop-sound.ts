import { StopSoundRequest } from "#protocol/requests";
import { stopSound } from "#store/sound/sound-state";
import { answering } from "../answer";

/** Keeps no more of a session's sound. The session's worker notices it when it stores the next part. */
export const onStopSound = answering("sound:stop", StopSoundRequest, async (gateway, _socket, { sessionId }) => {
  const change = await stopSound(sessionId, "off");
  if (change) gateway.publisher.session(change);
  return { ok: true };
});
