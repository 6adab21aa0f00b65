import type { Ready } from "./child";

/** The child's side: reports that it serves, and ends with its parent. */
export function ready(port?: number): void {
  process.once("disconnect", () => process.exit(1));
  // The parent ended while this process was starting.
  if (process.send && !process.connected) process.exit(1);
  process.send?.({ ready: true, port } satisfies Ready);
  // The channel must not keep the process alive once the product has closed everything else.
  process.channel?.unref();
}
