import { z } from "zod";
import { sessionOwnerFrom } from "#access/session-owner";
import { readWordTimes } from "#store/segments/word-times";

type Context = { params: Promise<{ id: string }> };

const Choice = z.strictObject({ from: z.coerce.number().int().min(0).max(1_000_000_000).default(0) });

/** `GET /api/sessions/ID/words?from=SEQ`: the times of a session's words, from a segment on, as a `TimesPage`. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const sessionId = (await params).id;
  const choice = Choice.safeParse(Object.fromEntries(new URL(request.url).searchParams)).data;
  const headers = { "Cache-Control": "private, no-store" };
  if (!choice) return new Response(null, { status: 400, headers });
  if (!(await sessionOwnerFrom(request.headers, sessionId))) return new Response(null, { status: 404, headers });
  return Response.json(await readWordTimes(sessionId, choice.from), { headers });
}
