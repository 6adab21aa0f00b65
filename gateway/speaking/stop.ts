import { StopRequest } from "#protocol/requests";
import { endSession } from "#takes/end-session";
import { answering, refuse } from "../answer";

/** Ends a session. If another page of its owner ends it, the page that speaks is superseded. */
export const onStop = answering("stop", StopRequest, async (gateway, _socket, { sessionId, after }) => {
  const refusal = await endSession(gateway, sessionId, after);
  return refusal ? refuse(refusal) : { ok: true };
});
