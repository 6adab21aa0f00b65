import { UncertainWordsRequest } from "#protocol/requests";
import { readUncertainWords } from "#store/segments/uncertain-words";
import { answering } from "../answer";

/** Reads where the uncertain words of a session are, one page of segments at a time. */
export const onReadUncertainWords = answering(
  "segment:uncertain-words",
  UncertainWordsRequest,
  async (_gateway, _socket, { sessionId, fromSeq }) => ({
    ok: true,
    ...(await readUncertainWords(sessionId, fromSeq)),
  }),
);
