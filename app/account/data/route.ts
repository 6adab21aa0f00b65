import { Readable } from "node:stream";
import { ADDRESS_HEADER } from "#access/address";
import { recordEvent } from "#access/record-event";
import { userFrom } from "#access/user";
import { ownPerson, ownSessions } from "#store/own-data";

/** Everything of whoever asks, as one JSON file that is written while it is read. */
export async function GET(request: Request): Promise<Response> {
  const user = await userFrom(request.headers);
  if (!user) return new Response(null, { status: 303, headers: { Location: "/account/sign-in" } });
  recordEvent({
    kind: "export",
    userId: user.id,
    addressHash: request.headers.get(ADDRESS_HEADER),
    detail: "everything",
  });
  const stream = Readable.toWeb(Readable.from(bytes(user.id), { objectMode: false })) as ReadableStream<Uint8Array>;
  return new Response(stream, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="interline.json"',
      "Cache-Control": "no-store",
    },
  });
}

async function* bytes(userId: string): AsyncGenerator<string> {
  const person = JSON.stringify(await ownPerson(userId));
  yield `{"person":${person},"sessions":[`;
  let separator = "\n";
  for await (const session of ownSessions(userId)) {
    yield separator + JSON.stringify(session);
    separator = ",\n";
  }
  yield "\n]}\n";
}
