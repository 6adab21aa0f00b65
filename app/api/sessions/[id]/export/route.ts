import { ADDRESS_HEADER } from "#access/address";
import { mayExport } from "#access/links/session-access";
import { recordEvent } from "#access/record-event";
import { userFrom } from "#access/signed-in-user";
import { SessionId } from "#protocol/session";
import { choiceIn, fileAnswer } from "../../../../export/file-answer";

type Context = { params: Promise<{ id: string }> };

/** `GET /api/sessions/ID/export?format=srt&lang=vi&original=1`: the session as a file. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const choice = choiceIn(request);
  if (!choice) return new Response(null, { status: 400 });
  const user = await userFrom(request.headers);
  // The same answer for a missing and another person's session.
  const scope = SessionId.safeParse(id).success && user !== null ? await mayExport({ kind: "user", user }, id) : null;
  if (!scope || !user) return new Response(null, { status: 404 });
  const asked = { sessionId: id, choice, viewer: "owner" } as const;
  const answer = await fileAnswer(request, asked, { kind: "user", id: user.id });
  if (answer.ok) recordEvent({ kind: "export", userId: user.id, addressHash: request.headers.get(ADDRESS_HEADER) });
  return answer;
}
