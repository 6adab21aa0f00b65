import type { ExportChoice, ExportedSession } from "#protocol/export";
import { cuesOf } from "./subtitles/cues";
import { timestamp } from "./timestamp";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** WebVTT (w3.org/TR/webvtt1). Names of speakers are voice tags, which a player may show. */
export function* vtt(session: ExportedSession, choice: ExportChoice): Generator<string> {
  yield "WEBVTT\n";
  for (const { startMs, endMs, lines, speaker } of cuesOf(session, { ...choice, namesInText: false })) {
    // A name that ends with `--` must not form an arrow with the end of the tag. Parsers trim the space.
    const voice = speaker === null ? "" : `<v ${escaped(speaker).replace(/-$/, "- ")}>`;
    const time = `${timestamp(startMs, ".")} --> ${timestamp(endMs, ".")}`;
    yield `\n${time}\n${voice}${lines.map(escaped).join("\n")}\n`;
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
}
