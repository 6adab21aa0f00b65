import contentDisposition from "content-disposition";
import { fileStem } from "#export/file-name";
import { oggFile } from "#export/sound/ogg";
import { pageChecksum } from "#export/sound/page-checksum";
import type { ByteRange, SoundFile } from "#export/sound/sound-file";
import { wavFile } from "#export/sound/wav";
import { IDLE_HEADER, LENGTH_HEADER } from "#platform/file-headers";
import { readPackets, type StoredSound } from "#store/sound/read-sound";
import { sentStream } from "../export/sent-stream";
import { openDecoder } from "./open-decoder";
import { requestedRange } from "./requested-range";

/** A paused player reads nothing. It is disconnected after this time. */
const PAUSED_MS = 600_000;

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

/** Contains the number of packets, since the file of a live session grows. */
function tagOf(file: SoundFile, stored: StoredSound): string {
  return `"${file.extension}-${stored.packets}-${stored.isOver ? "over" : "live"}"`;
}

/** The range that a request asks for; null: the whole file. `unsatisfiable`: it begins after the end of the file. */
export function rangeIn({ headers }: Request, file: SoundFile, stored: StoredSound): ReturnType<typeof requestedRange> {
  const ifRange = headers.get("if-range");
  const isSameFile = ifRange === null || ifRange === tagOf(file, stored);
  return isSameFile ? requestedRange(headers.get("range"), file.size) : null;
}

type Asked = {
  /** Null: the whole file. */
  readonly part: ByteRange | null;
  /** It is read at once, and not as it is heard. */
  readonly isDownload: boolean;
  /** The browser saves it, with its name. */
  readonly isSaved: boolean;
  /** Ends the answer before its end. */
  readonly signal: AbortSignal;
  /** Called once, when the answer is sent or given up. */
  readonly ended: () => void;
};

/** Answers with the file, or with a range of it. */
export function soundAnswer(
  file: SoundFile,
  stored: StoredSound,
  { part, isDownload, isSaved, signal, ended }: Asked,
): Response {
  const range = part ?? { from: 0, to: file.size };
  const blocks = file.read(range);
  const next = async () => (await blocks.next()).value ?? null;
  const end = () => {
    ended();
    blocks.return().catch(() => {});
  };
  return new Response(sentStream(next, end, { signal, ...(!isDownload && { stalledMs: PAUSED_MS }) }), {
    status: part ? 206 : 200,
    headers: {
      ...headersOf(file, stored),
      [LENGTH_HEADER]: String(range.to - range.from),
      ...(!isDownload && { [IDLE_HEADER]: String(PAUSED_MS) }),
      ...(part && { "Content-Range": `bytes ${range.from}-${range.to - 1}/${file.size}` }),
      ...(isSaved && { "Content-Disposition": contentDisposition(`${nameOf(stored)}.${file.extension}`) }),
    },
  });
}

/** Answers a request for a range after the end of the file. */
export function unsatisfiableAnswer(file: SoundFile, stored: StoredSound): Response {
  const headers = { ...headersOf(file, stored), "Content-Range": `bytes */${file.size}` };
  return new Response(null, { status: 416, headers });
}

function headersOf(file: SoundFile, stored: StoredSound): Record<string, string> {
  return {
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-store",
    "Content-Type": file.type,
    ETag: tagOf(file, stored),
  };
}
