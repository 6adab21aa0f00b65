import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { SpeakError } from "./speak-error";

/**
 * Asks in the terminal, without echo.
 * @throws SpeakError if there is no terminal
 */
export async function askPassword(account: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new SpeakError("There is no terminal to ask for the password. Set INTERLINE_PASSWORD.");
  process.stderr.write(`Password of ${account}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await terminal.question("");
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}
