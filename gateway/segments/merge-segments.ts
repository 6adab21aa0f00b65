import { MergeSegmentsRequest } from "#protocol/requests";
import { mergeSegments } from "#store/segments/merge-segments";
import { answering } from "../answer";
import { publishChanges } from "./publish-changes";

export const onMergeSegments = answering(
  "segment:merge",
  MergeSegmentsRequest,
  async (gateway, _socket, request, identity) => {
    return publishChanges(gateway, request.sessionId, await mergeSegments({ ...request, authorId: identity.user.id }));
  },
);
