import { EarlierTextsRequest } from "#protocol/requests";
import { earlierTexts } from "#store/segments/correct-segment";
import { answering } from "../answer";

/** Reads the texts of a segment that corrections replaced, so that one can be restored. */
export const onReadEarlierTexts = answering(
  "segment:earlier-texts",
  EarlierTextsRequest,
  async (_gateway, _socket, request) => {
    const { lang = "" } = request;
    return { ok: true, texts: await earlierTexts({ ...request, lang }) };
  },
);
