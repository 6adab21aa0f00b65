import { StopRequest } from "#protocol/requests";
import { answering, refuse } from "../answer";
import { endSession } from "./end-session";

/** Ends a session. Its owner may also end it without being the page that speaks; that page is superseded then. */
export const stop = answering("stop", StopRequest, async (gateway, _socket, { sessionId, after }) => {
  const refusal = await endSession(gateway, sessionId, after);
  return refusal ? refuse(refusal) : { ok: true };
});
