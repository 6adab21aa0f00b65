import { mayWrite } from "#access/links/session-access";
import { TranslateDraftsRequest } from "#protocol/requests";
import { changeDraftTranslations } from "#store/session/languages";
import { answering, refuse } from "../answer";

/** Whether what is being said is translated before it is committed; it costs up to half of the text again. */
export const translateDrafts = answering(
  "translateDrafts",
  TranslateDraftsRequest,
  async (_gateway, _socket, { sessionId, isOn }, identity) => {
    if (!(await mayWrite(identity, sessionId))) return refuse({ kind: "not-found" });
    return (await changeDraftTranslations(sessionId, isOn)) ? { ok: true } : refuse({ kind: "not-found" });
  },
);
