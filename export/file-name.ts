import filenamify from "filenamify";
import type { ExportChoice, ExportedSession } from "#protocol/export";
import { languagesOf } from "./languages";
import { oneLine } from "./one-line";

/** File systems allow 255 bytes; the browser may add a number. */
const TITLE_BYTES = 160;

/** Bidi controls can show `gpj.exe` as `exe.jpg`. No invisible character belongs in a file name. */
const INVISIBLE = /[\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069]/g;

/** A leading dot hides a file. */
const HIDING = /^[.\s]+/;

/** `14:05` */
const COLON = /(?<=\d):(?=\d)/g;

/** `Living with salt (en-US, vi).srt`: the session's title and the languages of the file. */
export function fileName(title: string, session: ExportedSession, choice: ExportChoice): string {
  const langs = languagesIn(session, choice).join(", ");
  return `${fileStem(title)} (${langs}).${choice.format}`;
}

/** The session's title as the beginning of a file's name. */
export function fileStem(title: string): string {
  return safe(title) || "session";
}

function languagesIn(session: ExportedSession, { format, lang, original }: ExportChoice): string[] {
  const { spoken, written } = languagesOf(session);
  if (format === "json") return [...spoken, ...written];
  if (lang === undefined) return spoken;
  return original ? [...spoken, lang] : [lang];
}

function safe(title: string): string {
  const name = filenamify(oneLine(title).replace(INVISIBLE, "").replace(COLON, "."), {
    replacement: "-",
    maxLength: 100,
  });
  let cut = name;
  while (Buffer.byteLength(cut) > TITLE_BYTES) cut = [...cut].slice(0, -1).join("");
  return cut.replace(HIDING, "").trimEnd();
}
