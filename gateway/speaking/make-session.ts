import type { z } from "zod";
import type { User } from "#access/signed-in-user";
import type { Recording } from "#protocol/recording";
import type { Ack, Refusal } from "#protocol/refusal";
import type { StartSessionRequest } from "#protocol/requests";
import type { SessionView } from "#protocol/session";
import { rememberSoundChoice } from "#store/people/profiles";
import { markDeleted, removeDeleted } from "#store/session/change-state";
import { createSession } from "#store/session/sessions";
import { refuse } from "../answer";
import type { Gateway } from "../context";
import { countSession } from "./count-session";

type Asker = { readonly user: User; readonly addressHash: string };
type Asked = Omit<z.output<typeof StartSessionRequest>, "wait">;

/**
 * Creates a session.
 * @param recording the file that it transcribes; absent: a person speaks
 * @returns a refusal where the engines do not know a language, or a limit of the person or the address is reached
 */
export async function makeSession(
  gateway: Gateway,
  { user, addressHash }: Asker,
  request: Asked,
  recording?: Recording,
): Promise<Ack<{ session: SessionView }>> {
  const unsupported = unsupportedIn(gateway, request);
  if (unsupported) return refuse(unsupported);
  const reached = await countSession(gateway.limits, user.id, addressHash);
  if (reached) return refuse({ kind: "too-many", ...reached });

  const session = await createSession({
    ownerId: user.id,
    sourceLang: request.sourceLang,
    alternativeLangs: alternativesIn(request),
    targetLangs: [...new Set(request.targetLangs)],
    title: request.title,
    startedFrom: addressHash,
    keepsSound: gateway.keepSound === "ask" ? request.keepSound === true : gateway.keepSound === "always",
    ...(recording && { recording }),
  });
  // Checked again with the new session counted: a person may start several at once.
  const above = await gateway.limits.startSession(user.id, addressHash, 0);
  if (above) {
    await removeSession(session.id);
    return refuse({ kind: "too-many", ...above });
  }
  if (gateway.keepSound === "ask" && request.keepSound !== undefined)
    await rememberSoundChoice(user.id, request.keepSound);
  return { ok: true, session };
}

/** Deletes a session that no page has seen. Nothing is published. */
export async function removeSession(sessionId: string): Promise<void> {
  await markDeleted(sessionId);
  await removeDeleted(sessionId);
}

function unsupportedIn(gateway: Gateway, request: Asked): Refusal | null {
  const { sourceLang, targetLangs } = request;
  const unknown = (lang: string | undefined): Refusal | null =>
    lang === undefined ? null : { kind: "unsupported-language", lang };
  if (!gateway.spoken.includes(sourceLang)) return unknown(sourceLang);
  const most = gateway.candidates - 1;
  const unheard = alternativesIn(request).find((lang, at) => !gateway.spoken.includes(lang) || at >= most);
  return unknown(unheard ?? targetLangs.find((lang) => !gateway.written(sourceLang).includes(lang)));
}

function alternativesIn({ sourceLang, alternativeLangs }: Asked): string[] {
  return [...new Set(alternativeLangs)].filter((lang) => lang !== sourceLang);
}
