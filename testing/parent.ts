import type { Ready } from "./child";

/** The child's side: reports that it serves, and ends with its parent. */
export function ready(port?: number): void {
  process.once("disconnect", () => process.exit(1));
  // It went while this process was on its way.
  if (process.send && !process.connected) process.exit(1);
  process.send?.({ ready: true, port } satisfies Ready);
  // The channel alone must not keep the process alive when the product has closed everything.
  process.channel?.unref();
}
