import { SpeakInRequest } from "#protocol/requests";
import { setSpokenLanguage } from "#redis/mailbox";
import { changeSourceLang } from "#store/session/languages";
import { readSession } from "#store/session/sessions";
import { answering, refuse } from "../answer";

/** Changes the spoken language. Each later chunk in the mailbox carries it. */
export const onSpeakIn = answering("session:speak-in", SpeakInRequest, async (gateway, _, { sessionId, lang }) => {
  if (!gateway.spoken.includes(lang)) return refuse({ kind: "unsupported-language", lang });
  const session = await readSession(sessionId);
  const unwritten = session?.targetLangs.find((target) => !gateway.isReadable(lang, target));
  if (unwritten) return refuse({ kind: "unsupported-language", lang: unwritten });

  const change = await changeSourceLang(sessionId, lang);
  if (!change) return refuse({ kind: "over" });
  await setSpokenLanguage(gateway.redis, sessionId, lang);
  gateway.publisher.session(change);
  return { ok: true };
});
