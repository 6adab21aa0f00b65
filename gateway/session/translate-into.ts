import { TranslateIntoRequest } from "#protocol/requests";
import { enqueueOwed } from "#redis/enqueue-owed";
import { enqueueBacklog } from "#redis/translate-queue";
import { changeTargetLangs } from "#store/session/languages";
import { readSession } from "#store/session/sessions";
import { owedBy } from "#store/translations/translations";
import { answering, refuse } from "../answer";

/**
 * Adds and removes target languages during a session. Translations into a new one are owed for all segments, newest first.
 * Only the owner's pages change rooms here: a reader learns of the change, sends `link:read` again, and gets a language
 * that the session and its link have.
 */
export const onTranslateInto = answering(
  "session:translate-into",
  TranslateIntoRequest,
  async (gateway, _, request) => {
    const { sessionId } = request;
    const before = await readSession(sessionId);
    const langs = [...new Set(request.targetLangs)];
    const unknown = langs.find((lang) => before && !gateway.isReadable(before.sourceLang, lang));
    if (unknown) return refuse({ kind: "unsupported-language", lang: unknown });

    const change = await changeTargetLangs(sessionId, langs);
    if (!change) return refuse({ kind: "over" });
    const removed = before?.targetLangs.filter((lang) => !langs.includes(lang)) ?? [];
    gateway.publisher.ownerLanguages(sessionId, langs, removed);
    gateway.publisher.session(change);

    const added = langs.filter((lang) => !before?.targetLangs.includes(lang));
    const readAdded = async () => (await owedBy(sessionId)).filter(({ lang }) => added.includes(lang));
    await enqueueOwed(gateway, sessionId, readAdded, enqueueBacklog);
    return { ok: true };
  },
);
