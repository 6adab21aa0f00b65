import type { ExportChoice, ExportedSession } from "#protocol/export";
import { cuesOf } from "./subtitles/cues";
import { timestamp } from "./timestamp";

/**
 * Text that players read as markup or as a time: `<b>`, `</font>`, `{\an8}`, `-->`. SubRip has no escape for it, so an
 * invisible U+2060 is inserted. It is the only character in the file that is not in the session.
 */
const MARKUP = /<(?=[/a-z])|\{(?=[\\a-z])|-(?=->)|\\(?=[hn])/gi;

/** SubRip: numbered cues, supported by every player. */
export function* srt(session: ExportedSession, choice: ExportChoice): Generator<string> {
  let number = 0;
  for (const { startMs, endMs, lines } of cuesOf(session, { ...choice, namesInText: true })) {
    const text = lines.map((line) => line.replace(MARKUP, "$&\u2060")).join("\n");
    const between = number === 0 ? "" : "\n";
    number += 1;
    yield `${between}${number}\n${timestamp(startMs, ",")} --> ${timestamp(endMs, ",")}\n${text}\n`;
  }
}
