import type { ExportChoice, ExportedSession } from "#protocol/export";
import type { ExportFormat } from "#protocol/export-formats";
import type { WithinScope } from "#protocol/share";
import { onClock } from "./clock";
import type { DocumentTexts } from "./document";
import { docx } from "./docx";
import { fileName } from "./file-name";
import { json } from "./json";
import { srt } from "./srt";
import { txt } from "./txt";
import { vtt } from "./vtt";

/** `parts`: UTF-8 text, each part made when it is requested, or one part with all of a binary file. */
export type ExportedFile = {
  readonly name: string;
  readonly type: string;
  readonly parts: Iterable<string | Uint8Array>;
};

type Writer = (
  session: ExportedSession,
  choice: ExportChoice,
  texts: DocumentTexts,
) => Iterable<string> | Promise<Iterable<Uint8Array>>;

const FORMATS: Readonly<Record<ExportFormat, { readonly type: string; readonly write: Writer }>> = {
  txt: { type: "text/plain; charset=utf-8", write: txt },
  srt: { type: "application/x-subrip; charset=utf-8", write: srt },
  vtt: { type: "text/vtt; charset=utf-8", write: vtt },
  docx: {
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write: async (...given) => [await docx(...given)],
  },
  json: { type: "application/json; charset=utf-8", write: json },
};

/** The session to write to a file. For a reader it is already cut to the scope of the link. */
export type ExportSource =
  | { readonly viewer: "owner"; readonly session: ExportedSession }
  | { readonly viewer: "reader"; readonly session: WithinScope<ExportedSession> };

/** Writes a session as a file in the format of `choice`. */
export async function exportSession(
  { session }: ExportSource,
  choice: ExportChoice,
  texts: DocumentTexts,
): Promise<ExportedFile> {
  const { type, write } = FORMATS[choice.format];
  // JSON holds the session as it is stored.
  const timed = choice.format === "json" ? session : onClock(session, choice);
  return { name: fileName(texts.title, session, choice), type, parts: await write(timed, choice, texts) };
}
