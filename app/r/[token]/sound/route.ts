import { parseCookies } from "better-auth/cookies";
import { findGrant } from "#access/links/find-grant";
import { mayHear } from "#access/links/session-access";
import { auth } from "#access/sign-in/auth";
import { stillValid } from "#store/links/share-links";
import { ownerOf } from "#store/session/sessions";
import { PASS_COOKIE, PASS_HEADER } from "../../../export/address";
import { readerWordingOf } from "../../../export/file-answer";
import { answerSound, soundFileChoiceIn } from "../../../sound/answer-sound";

type Context = { params: Promise<{ token: string }> };

/** `GET /r/TOKEN/sound?format=wav`: the stored sound of a link's session, if the link allows it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const choice = soundFileChoiceIn(request);
  if (!choice) return new Response(null, { status: 400 });
  const { headers } = request;
  const pass = headers.get(PASS_HEADER) ?? parseCookies(headers.get("cookie") ?? "").get(PASS_COOKIE);
  const reader = await findGrant({ link: token, pass }, auth().options.secret);
  // The same answer for unknown, revoked, locked and not allowed.
  if (!reader || !mayHear(reader)) return new Response(null, { status: 404 });
  const { sessionId, linkId, mayExport } = reader.grant;
  if (choice.download && !mayExport) return new Response(null, { status: 404 });
  const taker = { kind: "link", id: linkId } as const;
  return answerSound(request, {
    sessionId,
    choice,
    taker,
    ownerId: ownerOf(sessionId),
    wording: readerWordingOf(request),
    // A link may be revoked while an hour is played.
    isStillAllowed: async () => (await stillValid([linkId])).has(linkId),
  });
}
