import { mayWrite } from "#access/links/session-access";
import { SplitRequest } from "#protocol/requests";
import { splitLine } from "#store/segments/split-segment";
import { answering, refuse } from "../answer";
import { publishChanges } from "./publish-changes";

/** A human makes two lines of one. */
export const split = answering("split", SplitRequest, async (gateway, _socket, request, identity) => {
  if (!(await mayWrite(identity, request.sessionId))) return refuse({ kind: "not-found" });
  return publishChanges(gateway, request.sessionId, await splitLine({ ...request, authorId: identity.user.id }));
});
