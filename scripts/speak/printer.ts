import type { Caption } from "./captions";

type Out = { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };

const CLEAR_LINE = "\r\u001b[K";

/** One JSON object per line. */
export function jsonPrinter(out: Out): (caption: Caption) => void {
  return (caption) => out.write(`${JSON.stringify(caption)}\n`);
}

/** Lines for people. On a terminal the draft overwrites itself. */
export function textPrinter(out: Out): (caption: Caption) => void {
  const isScreen = out.isTTY === true;
  const line = (text: string) => out.write(`${isScreen ? CLEAR_LINE : ""}${text}\n`);
  return (caption) => {
    switch (caption.type) {
      case "session":
        return line(`Session ${caption.id}`);
      case "draft":
        return isScreen && !caption.lang && out.write(CLEAR_LINE + shortened(caption.text, out.columns ?? 80));
      case "segment":
        // The open sentence is shown as its draft.
        return (
          !caption.open &&
          line(`${clock(caption.startMs)}  ${caption.text || `(${seconds(caption)} s of sound did not arrive)`}`)
        );
      case "translation":
        return line(`${caption.lang.padStart(clock(0).length)}  ${caption.text}`);
      case "ended":
        return line(`The session is ${caption.state}.`);
    }
  };
}

/** The end of the draft, since that part changes. */
function shortened(text: string, columns: number): string {
  const room = columns - 4;
  return text.length > room ? `… ${text.slice(2 - room)}` : text;
}

function clock(ms: number): string {
  const total = Math.floor(ms / 1_000);
  return `${String(Math.floor(total / 60)).padStart(3)}:${String(total % 60).padStart(2, "0")}`;
}

function seconds({ startMs, endMs }: { startMs: number; endMs: number }): string {
  return ((endMs - startMs) / 1_000).toFixed(1);
}
