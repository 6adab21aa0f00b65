import { SplitRequest } from "#protocol/requests";
import { splitLine } from "#store/segments/split-segment";
import { answering } from "../answer";
import { publishChanges } from "./publish-changes";

export const split = answering("split", SplitRequest, async (gateway, _socket, request, identity) => {
  return publishChanges(gateway, request.sessionId, await splitLine({ ...request, authorId: identity.user.id }));
});
