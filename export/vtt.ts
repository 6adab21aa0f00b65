import type { ExportChoice, ExportedSession } from "#protocol/export";
import { cuesOf } from "./cues";
import { timestamp } from "./timestamp";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** WebVTT (w3.org/TR/webvtt1): the names of speakers are voices, which a player may show or not. */
export function vtt(session: ExportedSession, choice: ExportChoice): string {
  const cues = cuesOf(session, { ...choice, namesInText: false }).map(({ startMs, endMs, lines, speaker }) => {
    // A name that ends with `--` must not make an arrow with the tag's end; parsers trim the space.
    const voice = speaker === null ? "" : `<v ${escaped(speaker).replace(/-$/, "- ")}>`;
    return `${timestamp(startMs, ".")} --> ${timestamp(endMs, ".")}\n${voice}${lines.map(escaped).join("\n")}\n`;
  });
  return ["WEBVTT\n", ...cues].join("\n");
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
}
