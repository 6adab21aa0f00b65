import contentDisposition from "content-disposition";
import { fileStem } from "#export/file-name";
import { oggFile } from "#export/sound/ogg";
import { pageChecksum } from "#export/sound/page-checksum";
import type { SoundFile } from "#export/sound/sound-file";
import { wavFile } from "#export/sound/wav";
import { readPackets, type StoredSound } from "#store/sound/read-sound";
import { sentStream } from "../export/sent-stream";
import { openDecoder } from "./open-decoder";
import { requestedRange } from "./requested-range";

export type SoundFormat = "ogg" | "wav";

/** The stored sound of a session as a file. */
export function soundFile(sessionId: string, stored: StoredSound, format: SoundFormat): SoundFile {
  const read = (from: number, to: number) => readPackets(sessionId, from, to);
  // The stream's serial is the checksum of the id, so that every range of the file has the same one.
  return format === "wav"
    ? wavFile(stored.packets, read, openDecoder)
    : oggFile(stored, pageChecksum(Buffer.from(sessionId)), read);
}

/** The title, or `sound 2026-11-30` for a session without one. */
function nameOf({ title, createdAt }: StoredSound): string {
  return title === "" ? `sound ${createdAt.toISOString().slice(0, "2026-11-30".length)}` : fileStem(title);
}

type Asked = {
  readonly isDownload: boolean;
  /** Called once, when the answer is sent or given up. */
  readonly ended: () => void;
};

/** Answers with the file, or with the range of it that the request asks for. */
export function soundAnswer({ headers }: Request, file: SoundFile, stored: StoredSound, asked: Asked): Response {
  // The tag contains the number of packets, since the file of a live session grows.
  const tag = `"${file.extension}-${stored.packets}-${stored.isOver ? "over" : "live"}"`;
  const ifRange = headers.get("if-range");
  const part = ifRange === null || ifRange === tag ? requestedRange(headers.get("range"), file.size) : null;
  const common = {
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-store",
    "Content-Type": file.type,
    ETag: tag,
  };
  if (part === "unsatisfiable") {
    asked.ended();
    return new Response(null, { status: 416, headers: { ...common, "Content-Range": `bytes */${file.size}` } });
  }
  const range = part ?? { from: 0, to: file.size };
  const blocks = file.read(range);
  const next = async () => (await blocks.next()).value ?? null;
  const ended = () => {
    asked.ended();
    blocks.return().catch(() => {});
  };
  return new Response(sentStream(next, ended), {
    status: part ? 206 : 200,
    headers: {
      ...common,
      "Content-Length": String(range.to - range.from),
      ...(part && { "Content-Range": `bytes ${range.from}-${range.to - 1}/${file.size}` }),
      ...(asked.isDownload && { "Content-Disposition": contentDisposition(`${nameOf(stored)}.${file.extension}`) }),
    },
  });
}
