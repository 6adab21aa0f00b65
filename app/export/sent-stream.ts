/** A client that takes nothing for so long is let go. */
const STALLED_MS = 30_000;

/**
 * What is sent to one client, chunk by chunk as it takes them.
 * @param next the next chunk; null: that was all
 * @param ended called once, however it ends: `true` where the client got everything
 */
export function sentStream(
  next: () => Promise<Uint8Array | null>,
  ended: (isWhole: boolean) => void,
  stalledMs = STALLED_MS,
): ReadableStream<Uint8Array> {
  let watchdog: NodeJS.Timeout | undefined;
  let isOpen = true;
  const end = (isWhole: boolean) => {
    clearTimeout(watchdog);
    if (isOpen) ended(isWhole);
    isOpen = false;
  };
  const watch = (controller: ReadableStreamDefaultController) => {
    watchdog = setTimeout(() => {
      controller.error(new Error("the client takes nothing of its file"));
      end(false);
    }, stalledMs);
  };
  return new ReadableStream<Uint8Array>(
    {
      start: watch,
      async pull(controller) {
        clearTimeout(watchdog);
        try {
          const chunk = await next();
          if (!isOpen) return;
          if (chunk === null) {
            controller.close();
            return end(true);
          }
          controller.enqueue(chunk);
          watch(controller);
        } catch (error) {
          controller.error(error);
          end(false);
        }
      },
      cancel: () => end(false),
    },
    // Nothing ahead: what is taken is what the client has room for.
    new CountQueuingStrategy({ highWaterMark: 0 }),
  );
}
