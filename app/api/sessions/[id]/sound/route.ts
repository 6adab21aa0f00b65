import { sessionOwnerFrom } from "#access/session-owner";
import { wordingOf } from "../../../../export/file-answer";
import { answerSound, soundFileChoiceIn } from "../../../../sound/answer-sound";

type Context = { params: Promise<{ id: string }> };

/** `GET /api/sessions/ID/sound?format=wav`: the stored sound of a session, whole or a range of it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const sessionId = (await params).id;
  const choice = soundFileChoiceIn(request);
  if (!choice) return new Response(null, { status: 400 });
  const user = await sessionOwnerFrom(request.headers, sessionId);
  if (!user) return new Response(null, { status: 404 });
  const taker = { kind: "user", id: user.id } as const;
  return answerSound(request, { sessionId, choice, taker, ownerId: user.id, wording: wordingOf(request) });
}
