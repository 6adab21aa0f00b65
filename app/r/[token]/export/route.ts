import { ADDRESS_HEADER } from "#access/address";
import { findGrant } from "#access/links/find-grant";
import { mayExport } from "#access/links/session-access";
import { recordEvent } from "#access/record-event";
import { auth } from "#access/sign-in/auth";
import { ownerOf } from "#store/session/sessions";
import { PASS_HEADER } from "../../../export/address";
import { choiceIn, fileAnswer } from "../../../export/file-answer";

type Context = { params: Promise<{ token: string }> };

/** `GET /r/TOKEN/export?format=srt&lang=vi`: a reader's export, if the link allows it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const choice = choiceIn(request);
  if (!choice) return new Response(null, { status: 400 });
  const pass = request.headers.get(PASS_HEADER) ?? undefined;
  const reader = await findGrant({ link: token, pass }, auth().options.secret);
  // The same answer for unknown, revoked, locked and not allowed.
  const scope = reader && (await mayExport(reader, reader.grant.sessionId));
  if (!scope) return new Response(null, { status: 404 });
  const { sessionId, linkId } = reader.grant;
  const asked = { sessionId, choice, viewer: "reader", scope } as const;
  const answer = await fileAnswer(request, asked, { kind: "link", id: linkId });
  if (answer.ok)
    recordEvent({
      kind: "export",
      userId: ownerOf(sessionId),
      addressHash: request.headers.get(ADDRESS_HEADER),
      detail: "link",
    });
  return answer;
}
