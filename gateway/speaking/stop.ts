import { mayWrite } from "#access/links/session-access";
import { StopRequest } from "#protocol/requests";
import { answering, refuse } from "../answer";
import { endSession } from "./end-session";

/** Ends a session. Its owner may also end it without being the page that speaks; that page is superseded then. */
export const stop = answering("stop", StopRequest, async (gateway, _socket, { sessionId, after }, identity) => {
  if (!(await mayWrite(identity, sessionId))) return refuse({ kind: "not-found" });
  const refusal = await endSession(gateway, sessionId, after);
  return refusal ? refuse(refusal) : { ok: true };
});
