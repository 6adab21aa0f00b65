import { sessionOwnerFrom } from "#access/session-owner";
import { readPeaks } from "#store/sound/read-peaks";
import { makeWaveform } from "../../../../replay/waveform";

type Context = { params: Promise<{ id: string }> };

/** `GET /api/sessions/ID/peaks`: the waveform of a session's stored sound, as a `Waveform`. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const sessionId = (await params).id;
  const owner = await sessionOwnerFrom(request.headers, sessionId);
  const stored = owner && (await readPeaks(sessionId));
  const headers = { "Cache-Control": "private, no-store" };
  return stored ? Response.json(makeWaveform(stored), { headers }) : new Response(null, { status: 404, headers });
}
