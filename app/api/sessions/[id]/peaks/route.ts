import { isOwnerOf } from "#access/links/session-access";
import { userFrom } from "#access/signed-in-user";
import { SessionId } from "#protocol/session";
import { readPeaks } from "#store/sound/read-peaks";
import { makeWaveform } from "../../../../replay/waveform";

type Context = { params: Promise<{ id: string }> };

/** `GET /api/sessions/ID/peaks`: the waveform of a session's stored sound, as a `Waveform`. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const sessionId = (await params).id;
  const user = await userFrom(request.headers);
  // The same answer for a missing and another person's session, and for one without sound.
  const isOwner =
    user !== null && SessionId.safeParse(sessionId).success && (await isOwnerOf({ kind: "user", user }, { sessionId }));
  const stored = isOwner ? await readPeaks(sessionId) : null;
  const headers = { "Cache-Control": "private, no-store" };
  return stored ? Response.json(makeWaveform(stored), { headers }) : new Response(null, { status: 404, headers });
}
