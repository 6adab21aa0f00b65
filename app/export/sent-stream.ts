/** A client that reads nothing for this long is disconnected. */
const STALLED_MS = 30_000;

/**
 * A response body that produces each block when the client has room for it.
 * @param next the next block; null: the end
 * @param ended called once: `true` if the client got everything
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
      controller.error(new Error("the client has stopped reading the file"));
      end(false);
    }, stalledMs);
  };
  return new ReadableStream<Uint8Array>(
    {
      start: watch,
      async pull(controller) {
        clearTimeout(watchdog);
        try {
          const block = await next();
          if (!isOpen) return;
          if (block === null) {
            controller.close();
            return end(true);
          }
          controller.enqueue(block);
          watch(controller);
        } catch (error) {
          controller.error(error);
          end(false);
        }
      },
      cancel: () => end(false),
    },
    // No read-ahead: a block is produced only when the client has room for it.
    new CountQueuingStrategy({ highWaterMark: 0 }),
  );
}
