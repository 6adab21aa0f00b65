/** The wait before a lock that was lost or refused is asked for again, ms. Screens turn off later than this. */
const ASK_AGAIN_MS = 2_000;

/**
 * Keeps the screen on, where the browser can. It asks again when the page is visible again, and when the lock is lost
 * or refused while the page is visible.
 * @param tell called with whether the screen is kept on, after each answer of the browser
 * @returns a function that releases it
 */
export function keepScreenOn(tell: (isKept: boolean) => void = () => {}): () => void {
  let lock: WakeLockSentinel | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const ask = async () => {
    clearTimeout(timer);
    if (over || document.visibilityState !== "visible") return;
    // Absent in older browsers and outside HTTPS.
    const taken = await navigator.wakeLock?.request("screen").catch(() => undefined);
    const earlier = lock;
    lock = taken;
    void earlier?.release();
    if (over) return void taken?.release();
    // A page that has just been hidden is refused, and asks when it is visible.
    if (document.visibilityState === "visible") tell(taken !== undefined);
    taken?.addEventListener("release", () => lock === taken && askLater());
    if (!taken) askLater();
  };
  const askLater = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, ASK_AGAIN_MS);
  };
  void ask();
  document.addEventListener("visibilitychange", ask);
  return () => {
    over = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", ask);
    void lock?.release();
  };
}
