import { ADDRESS_HEADER } from "#access/address";
import { recordEvent } from "#access/record-event";
import { sessionOwnerFrom } from "#access/session-owner";
import { choiceIn, fileAnswer } from "../../../../export/file-answer";

type Context = { params: Promise<{ id: string }> };

/** `GET /api/sessions/ID/export?format=srt&lang=vi&original=1`: the session as a file. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const choice = choiceIn(request);
  if (!choice) return new Response(null, { status: 400 });
  const user = await sessionOwnerFrom(request.headers, id);
  if (!user) return new Response(null, { status: 404 });
  const asked = { sessionId: id, choice, viewer: "owner" } as const;
  const answer = await fileAnswer(request, asked, { kind: "user", id: user.id });
  if (answer.ok) recordEvent({ kind: "export", userId: user.id, addressHash: request.headers.get(ADDRESS_HEADER) });
  return answer;
}
