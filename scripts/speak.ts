import { speakArguments, USAGE, UsageError } from "./speak/arguments";
import { askPassword } from "./speak/ask-password";
import { jsonPrinter, textPrinter } from "./speak/printer";
import { readSamples } from "./speak/read-samples";
import { speak } from "./speak/speak";
import { SpeakError } from "./speak/speak-error";

/** npm forwards a Ctrl-C that the terminal has also sent, so only a later one (ms) counts as the second. */
const AGAIN_MS = 1_000;

async function main(): Promise<void> {
  const args = speakArguments(process.argv.slice(2), process.env.PORT);
  const samples = await readSamples(args.file);
  const print = args.json ? jsonPrinter(process.stdout) : textPrinter(process.stdout);
  const account = args.account && {
    email: args.account,
    password: process.env.INTERLINE_PASSWORD ?? (await askPassword(args.account)),
  };
  await speak(args, account || null, samples, print, onceInterrupted());
}

function onceInterrupted(): AbortSignal {
  const interrupted = new AbortController();
  let first = 0;
  const interrupt = () => {
    if (interrupted.signal.aborted && performance.now() - first > AGAIN_MS) process.exit(130);
    if (interrupted.signal.aborted) return;
    first = performance.now();
    console.error("Stopping the session. Press Ctrl-C again to exit at once.");
    interrupted.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return interrupted.signal;
}

try {
  await main();
} catch (error) {
  const isExpected = error instanceof SpeakError || error instanceof UsageError;
  console.error(isExpected ? error.message : error);
  if (error instanceof UsageError) console.error(`Usage: ${USAGE}`);
  process.exitCode = 1;
}
