import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { LaunchError } from "./launch-error";

/**
 * @param port 0 chooses a free one
 * @returns the port, which nobody listens on
 * @throws LaunchError
 */
export async function freePortFor(port: number, host: string): Promise<number> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, "listening");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const other = `Choose another: PORT=${port + 1} npm start`;
    if (code === "EADDRINUSE") throw new LaunchError(`Port ${port} is taken by another program. ${other}`, { cause });
    if (code === "EACCES") throw new LaunchError(`Port ${port} needs root. ${other}`, { cause });
    throw new LaunchError(`Nothing can listen on ${host}, port ${port}: ${String(cause)}`, { cause });
  }
  const found = (probe.address() as AddressInfo).port;
  probe.close();
  await once(probe, "close");
  return found;
}
