import { StartRequest } from "#protocol/requests";
import { reserve } from "#queue/capacity";
import { createSession } from "#store/sessions";
import { markDeleted, removeDeleted } from "#store/states";
import { answering, refuse } from "./answer";

/** Makes a session and reserves a recogniser for it: of two who press Start at once, one is told to wait. */
export const start = answering("start", StartRequest, async (gateway, { data }, request, { user }) => {
  const { sourceLang, title } = request;
  const targetLangs = [...new Set(request.targetLangs)];
  if (!gateway.spoken.includes(sourceLang)) return refuse({ kind: "unsupported-language", lang: sourceLang });
  const alternativeLangs = [...new Set(request.alternativeLangs)].filter((lang) => lang !== sourceLang);
  const unheard = alternativeLangs.find((lang, at) => !gateway.spoken.includes(lang) || at + 2 > gateway.candidates);
  if (unheard) return refuse({ kind: "unsupported-language", lang: unheard });
  const unknown = targetLangs.find((lang) => !gateway.written(sourceLang).includes(lang));
  if (unknown) return refuse({ kind: "unsupported-language", lang: unknown });

  const reached =
    (await gateway.limits.maySpeak(user.id, data.addressHash)) ??
    (await gateway.limits.startSession(user.id, data.addressHash, 1));
  if (reached) return refuse({ kind: "too-many", ...reached });

  const startedFrom = data.addressHash;
  const session = await createSession({
    ownerId: user.id,
    sourceLang,
    alternativeLangs,
    targetLangs,
    title,
    startedFrom,
  });
  // Once more with it: whoever starts many at once finds them all counted.
  const above = await gateway.limits.startSession(user.id, startedFrom, 0);
  if (above || !(await reserve(gateway.redis, session.id, sourceLang))) {
    // Nobody has seen it: it leaves no trace.
    await markDeleted(session.id);
    await removeDeleted(session.id);
    return refuse(above ? { kind: "too-many", ...above } : { kind: "no-capacity" });
  }
  gateway.log.info({ sessionId: session.id, sourceLang, targetLangs }, "session started");
  return { ok: true, sessionId: session.id };
});
