import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Linux gives none of these to a connection, nor to whoever asks for any port (`ip_local_port_range`). */
const LOWEST = 10_000;
const BEYOND = 32_768;

/** A TCP port of 127.0.0.1 that nobody listens on now, and that no connection takes by the time that somebody does. */
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
