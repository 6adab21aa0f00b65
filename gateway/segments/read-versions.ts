import { mayWrite } from "#access/links/session-access";
import { EarlierRequest } from "#protocol/requests";
import { earlierTexts } from "#store/segments/correct-segment";
import { answering, refuse } from "../answer";

/** The texts that corrections of a line replaced: any of them can be written again. */
export const earlier = answering("earlier", EarlierRequest, async (_gateway, _socket, request, identity) => {
  const { sessionId, lang = "" } = request;
  if (!(await mayWrite(identity, sessionId))) return refuse({ kind: "not-found" });
  return { ok: true, texts: await earlierTexts({ ...request, lang }) };
});
