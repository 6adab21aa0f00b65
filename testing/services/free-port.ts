import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Ports outside `ip_local_port_range`, which Linux assigns neither to connections nor to listeners on port 0. */
const LOWEST = 10_000;
const BEYOND = 32_768;

/** A free TCP port of 127.0.0.1 that no outgoing connection can take before the caller listens. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, BEYOND);
    const server = createServer().listen(port, "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
