import type { ExportChoice, ExportedSession } from "#protocol/export";
import { cuesOf } from "./cues";
import { timestamp } from "./timestamp";

/**
 * What players take for markup or for a time: `<b>`, `</font>`, `{\an8}`, `-->`. SubRip has no way to write them
 * otherwise, so an invisible U+2060 stands within; it is the one character that the file has and the session has not.
 */
const MARKUP = /<(?=[/a-z])|\{(?=[\\a-z])|-(?=->)|\\(?=[hn])/gi;

/** SubRip: numbered cues. Every player reads it. */
export function* srt(session: ExportedSession, choice: ExportChoice): Generator<string> {
  let number = 0;
  for (const { startMs, endMs, lines } of cuesOf(session, { ...choice, namesInText: true })) {
    const text = lines.map((line) => line.replace(MARKUP, "$&\u2060")).join("\n");
    const between = number === 0 ? "" : "\n";
    number += 1;
    yield `${between}${number}\n${timestamp(startMs, ",")} --> ${timestamp(endMs, ",")}\n${text}\n`;
  }
}
