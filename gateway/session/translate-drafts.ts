import { TranslateDraftsRequest } from "#protocol/requests";
import { changeDraftTranslations } from "#store/session/languages";
import { answering, refuse } from "../answer";

/** Switches translation of drafts on or off. It costs up to half of the text again. */
export const translateDrafts = answering(
  "translateDrafts",
  TranslateDraftsRequest,
  async (_gateway, _socket, { sessionId, isOn }) => {
    return (await changeDraftTranslations(sessionId, isOn)) ? { ok: true } : refuse({ kind: "not-found" });
  },
);
