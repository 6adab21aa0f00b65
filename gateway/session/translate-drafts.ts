import { TranslateDraftsRequest } from "#protocol/requests";
import { changeDraftTranslations } from "#store/session/languages";
import { answering, refuse } from "../answer";

/**
 * Switches translation of drafts on or off. It costs at most as many additional characters as the translation of the closed
 * segments.
 */
export const onTranslateDrafts = answering(
  "session:translate-drafts",
  TranslateDraftsRequest,
  async (_gateway, _socket, { sessionId, isOn }) => {
    return (await changeDraftTranslations(sessionId, isOn)) ? { ok: true } : refuse({ kind: "not-found" });
  },
);
