import { type ClientRequest, request } from "node:http";

// A separate process, because sending would delay the measurement that runs beside it.
// flood.ts PORT MEGABYTES ROUNDS REQUESTS: sends bodies as fast as possible, all requests of a round at once, and prints
// the statuses of the answers as JSON.

export type FloodRequest = { readonly path: string; readonly headers: Record<string, string> };

const [port, megabytes, rounds, requests = "[]"] = process.argv.slice(2);
const part = Buffer.alloc(1024 * 1024, "x");
const statuses: (number | "cut")[] = [];
for (let round = 0; round < Number(rounds); round += 1)
  statuses.push(...(await Promise.all((JSON.parse(requests) as FloodRequest[]).map(send))));
process.stdout.write(JSON.stringify(statuses));

async function send({ path, headers }: FloodRequest): Promise<number | "cut"> {
  const options = { host: "127.0.0.1", port: Number(port), method: "POST", path, headers, agent: false };
  const asked: ClientRequest = request(options);
  let status: number | "cut" = "cut";
  asked.on("response", (answer) => {
    status = answer.statusCode ?? "cut";
    answer.resume();
  });
  asked.on("error", () => {});
  const closed = new Promise((resolve) => asked.once("close", resolve));
  for (let i = 0; i < Number(megabytes) && !asked.destroyed; i += 1) {
    if (!asked.write(part)) await Promise.race([closed, new Promise((resolve) => asked.once("drain", resolve))]);
  }
  asked.end();
  await closed;
  return status;
}
