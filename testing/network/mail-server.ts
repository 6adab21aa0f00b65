import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";

export type Received = { readonly to: string; readonly text: string };

/** A mail server that keeps every letter, with the part of SMTP that one client needs. */
export async function startMailServer(): Promise<{ url: string; received: Received[]; close(): void }> {
  const received: Received[] = [];
  const server = createServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let to = "";
    let text: string[] | null = null;
    socket.on("error", () => {});
    say("220 here");
    createInterface({ input: socket }).on("line", (line) => {
      if (text && line === ".") {
        received.push({ to, text: decoded(text) });
        text = null;
        return say("250 kept");
      }
      if (text) return void text.push(line);
      to = /^RCPT TO:<(.*)>/i.exec(line)?.[1] ?? to;
      if (/^DATA/i.test(line)) {
        text = [];
        return say("354 go on");
      }
      return say(/^QUIT/i.test(line) ? "221 bye" : "250 good");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, received, close: () => void server.close() };
}

/** The body, from base64 or quoted-printable. */
function decoded(lines: string[]): string {
  const at = lines.indexOf("");
  const head = lines.slice(0, at).join("\n");
  const body = lines.slice(at + 1);
  if (/base64/i.test(head)) return Buffer.from(body.join(""), "base64").toString();
  const joined = body.join("\n").replace(/=\n/g, "");
  return joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
