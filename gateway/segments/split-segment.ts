import { SplitRequest } from "#protocol/requests";
import { splitLine } from "#store/segments/split-segment";
import { answering } from "../answer";
import { publishChanges } from "./publish-changes";

/** A human makes two lines of one. */
export const split = answering("split", SplitRequest, async (gateway, _socket, request, identity) => {
  return publishChanges(gateway, request.sessionId, await splitLine({ ...request, authorId: identity.user.id }));
});
