import type { DecoderMessage } from "./decoder-messages";
import { loadDecoder, MissingPackage } from "./library";
import { Listener } from "./listener";

/**
 * The process of one recogniser: 16 kHz PCM on standard input, JSON lines on standard output. It ends with its standard
 * input, so it does not outlive a killed worker.
 */

// A signal to the worker's process group must not end this process before its last words.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.stdout.on("error", () => process.exit(0));

function say(message: DecoderMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function listen(modelDir: string): void {
  const listener = new Listener(loadDecoder(modelDir), say);
  say({ type: "ready" });
  let odd: Uint8Array = new Uint8Array(0);
  process.stdin.on("data", (bytes: Buffer) => {
    const all = odd.length > 0 ? Buffer.concat([odd, bytes]) : bytes;
    const even = all.length - (all.length % 2);
    odd = Uint8Array.from(all.subarray(even));
    // A copy: a view on 16-bit numbers must begin at an even address.
    listener.take(new Int16Array(Uint8Array.from(all.subarray(0, even)).buffer));
  });
  process.stdin.on("end", () => {
    listener.finish();
    say({ type: "end" });
  });
}

try {
  listen(process.argv[2] ?? "");
} catch (error) {
  say({ type: "failed", missing: error instanceof MissingPackage, message: String((error as Error).message) });
  process.exitCode = 1;
}
