import { on } from "node:events";
import { parentPort } from "node:worker_threads";

/** An export thread whose jobs name its behaviour instead of a session: `blocks 3`, `deaf`, `crash`, `fat`, `fail`, `missing`. */
const orders = on(parentPort, "message");
const next = async () => (await orders.next()).value[0];
const tell = (answer) => parentPort.postMessage(answer);

for (;;) {
  const order = await next();
  if (order.kind === "make") await make(...order.job.sessionId.split(" "));
}

async function make(what, count) {
  if (what === "missing") return tell({ kind: "head", head: { kind: "missing" } });
  if (what === "fail") return tell({ kind: "failed", name: "Error", code: "P1001" });
  if (what === "crash") throw new Error("crash");
  const held = [];
  while (what === "fat") held.push(Array.from({ length: 100_000 }, (_, at) => ({ at })));
  while (what === "deaf");
  tell({ kind: "head", head: { kind: "file", name: "a.txt", type: "text/plain" } });
  let asked = await next();
  for (let n = 0; n < Number(count) && asked.kind === "more"; n += 1) {
    tell({ kind: "block", block: new Uint8Array(65_536) });
    asked = await next();
  }
  tell({ kind: "end" });
}
