/** A client that reads nothing for this long is disconnected. */
const STALLED_MS = 30_000;

type Limits = {
  readonly stalledMs?: number;
  /** Ends the stream. */
  readonly signal?: AbortSignal;
};

/**
 * A response body that produces each block when the client has room for it. Next does not log the errors of a client that
 * has stopped reading and of the signal, because they are AbortErrors.
 * @param next the next block; null: the end
 * @param ended called once: `true` if the client got everything
 */
export function sentStream(
  next: () => Promise<Uint8Array | null>,
  ended: (isWhole: boolean) => void,
  { stalledMs = STALLED_MS, signal }: Limits = {},
): ReadableStream<Uint8Array> {
  let watchdog: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  let isOpen = true;
  const end = (isWhole: boolean) => {
    clearTimeout(watchdog);
    if (stop) signal?.removeEventListener("abort", stop);
    if (isOpen) ended(isWhole);
    isOpen = false;
  };
  const abort = (controller: ReadableStreamDefaultController, why: string) => {
    if (!isOpen) return;
    controller.error(new DOMException(why, "AbortError"));
    end(false);
  };
  const watch = (controller: ReadableStreamDefaultController) => {
    watchdog = setTimeout(() => abort(controller, "the client has stopped reading the file"), stalledMs);
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stop = () => abort(controller, "the file was given up");
        signal?.addEventListener("abort", stop, { once: true });
        if (signal?.aborted) stop();
        else watch(controller);
      },
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
          if (!isOpen) return;
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
