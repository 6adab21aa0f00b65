import { type IncomingHttpHeaders, request } from "node:http";

export type RawReply = { readonly status: number | undefined; readonly headers: IncomingHttpHeaders };

/** Sends a request whose path is not normalised, and returns the answer. */
export async function replyTo(
  port: number,
  method: string,
  address: string,
  headers: Record<string, string> = {},
): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, method, path: address, headers, agent: false }, (answer) => {
      answer.resume();
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers }));
    });
    asked.on("error", reject);
    asked.end(method === "POST" ? "{}" : undefined);
  });
}

export async function statusOf(...asked: Parameters<typeof replyTo>): Promise<number | undefined> {
  return (await replyTo(...asked)).status;
}
