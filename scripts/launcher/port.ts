import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { LaunchError } from "../launch-error";

/**
 * @param port 0: any free port
 * @returns a port on which no process listens
 * @throws LaunchError
 */
export async function freePortFor(port: number, host: string): Promise<number> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, "listening");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const other = `Choose another port: PORT=${port + 1} npm start`;
    if (code === "EADDRINUSE") throw new LaunchError(`Port ${port} is in use by another program. ${other}`, { cause });
    if (code === "EACCES") throw new LaunchError(`Only root can listen on port ${port}. ${other}`, { cause });
    throw new LaunchError(`Interline cannot listen on ${host}, port ${port}: ${String(cause)}`, { cause });
  }
  const found = (probe.address() as AddressInfo).port;
  probe.close();
  await once(probe, "close");
  return found;
}
