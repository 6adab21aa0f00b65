import { EarlierRequest } from "#protocol/requests";
import { earlierTexts } from "#store/segments/correct-segment";
import { answering } from "../answer";

/** The texts that corrections of a line replaced: any of them can be written again. */
export const earlier = answering("earlier", EarlierRequest, async (_gateway, _socket, request) => {
  const { lang = "" } = request;
  return { ok: true, texts: await earlierTexts({ ...request, lang }) };
});
