import type { ExportChoice, ExportedSession } from "#protocol/export";
import { cuesOf } from "./cues";
import { timestamp } from "./timestamp";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** WebVTT (w3.org/TR/webvtt1): the names of speakers are voices, which a player may show or not. */
export function* vtt(session: ExportedSession, choice: ExportChoice): Generator<string> {
  yield "WEBVTT\n";
  for (const { startMs, endMs, lines, speaker } of cuesOf(session, { ...choice, namesInText: false })) {
    // A name that ends with `--` must not make an arrow with the tag's end; parsers trim the space.
    const voice = speaker === null ? "" : `<v ${escaped(speaker).replace(/-$/, "- ")}>`;
    const time = `${timestamp(startMs, ".")} --> ${timestamp(endMs, ".")}`;
    yield `\n${time}\n${voice}${lines.map(escaped).join("\n")}\n`;
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
}
