import { SplitSegmentRequest } from "#protocol/requests";
import { splitSegment } from "#store/segments/split-segment";
import { answering } from "../answer";
import { publishChanges } from "./publish-changes";

export const onSplitSegment = answering(
  "segment:split",
  SplitSegmentRequest,
  async (gateway, _socket, request, identity) => {
    return publishChanges(gateway, request.sessionId, await splitSegment({ ...request, authorId: identity.user.id }));
  },
);
