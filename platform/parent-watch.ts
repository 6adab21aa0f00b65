/**
 * Closes the process when the launcher that started it has ended, even by kill -9: the IPC channel between the two then
 * breaks. Does nothing in a process that was started by hand, which has no such channel.
 */
export function endWithParent(close: () => Promise<void>): void {
  if (!process.connected) return;
  process.once("disconnect", () => void close());
  // The channel alone must not keep the process alive.
  process.channel?.unref();
}
