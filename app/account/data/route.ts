import { ADDRESS_HEADER } from "#access/address";
import { limits, retryAfter } from "#access/limits";
import { recordEvent } from "#access/record-event";
import { userFrom } from "#access/signed-in-user";
import { ownPerson, ownSessions } from "#store/people/own-data";
import { readSound } from "#store/sound/read-sound";
import { siteAddress } from "../../address/site-address";
import { exports, FULL_SECONDS } from "../../export/exports";
import { slotRequestOf, tooMany, wordingOf } from "../../export/file-answer";
import { sentStream } from "../../export/sent-stream";
import { soundFile } from "../../sound/sound-answer";
import { writtenSound } from "../written-sound";
import { dataFileName } from "./data-file-name";

/** All data of the person, streamed as one JSON file. */
export async function GET(request: Request): Promise<Response> {
  const user = await userFrom(request.headers);
  if (!user) return new Response(null, { status: 303, headers: { Location: siteAddress("/account/sign-in") } });
  const taker = { kind: "user", id: user.id } as const;
  const reached = await limits().takeFile(taker.kind, taker.id);
  if (reached) return tooMany(wordingOf(request), Number(retryAfter(reached)["Retry-After"]));
  const leave = exports().enter(slotRequestOf(request, taker));
  if (!leave) return tooMany(wordingOf(request), FULL_SECONDS);
  recordEvent({
    kind: "export",
    userId: user.id,
    addressHash: request.headers.get(ADDRESS_HEADER),
    detail: "everything",
  });
  const texts = written(user.id);
  const encoder = new TextEncoder();
  const next = async () => {
    const { value, done } = await texts.next();
    return done ? null : encoder.encode(value);
  };
  const ended = () => {
    leave();
    texts.return().catch(() => {});
  };
  return new Response(sentStream(next, ended), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${dataFileName(Date.now(), wordingOf(request).timeZone)}"`,
      "Cache-Control": "no-store",
    },
  });
}

/** Yields one line at a time, so that other requests run in between. */
async function* written(userId: string): AsyncGenerator<string, void> {
  yield `{"person":${JSON.stringify(await ownPerson(userId))},"sessions":[`;
  let between = "\n";
  for await (const { session, pages } of ownSessions(userId)) {
    yield `${between}${JSON.stringify(session).slice(0, -1)},"segments":[`;
    between = ",\n";
    let comma = "";
    for await (const lines of pages) {
      for (const line of lines) {
        yield comma + JSON.stringify(line);
        comma = ",";
      }
    }
    yield "]";
    const stored = await readSound(session.id);
    if (stored) {
      yield ',"soundOgg":';
      yield* writtenSound(soundFile(session.id, stored, "ogg"));
    }
    yield "}";
  }
  yield "\n]}\n";
}
