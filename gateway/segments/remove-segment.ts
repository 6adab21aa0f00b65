import { DeleteSegmentRequest } from "#protocol/requests";
import { removeSegment } from "#store/segments/remove-segment";
import { answering } from "../answer";
import { publishChanges } from "./publish-changes";

/** Deletes a segment for good, with its translations and earlier texts. */
export const onRemoveSegment = answering("segment:delete", DeleteSegmentRequest, async (gateway, _socket, request) => {
  return publishChanges(gateway, request.sessionId, await removeSegment(request));
});
