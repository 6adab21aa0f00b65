/** Keeps the screen on, where the browser can. @returns a function that releases it */
export function keepScreenOn(): () => void {
  if (!("wakeLock" in navigator)) return () => {};
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const take = async () => {
    if (document.visibilityState !== "visible") return;
    const taken = await navigator.wakeLock.request("screen").catch(() => null);
    if (over) await taken?.release();
    else lock = taken;
  };
  const again = () => void take();
  again();
  // The system releases it whenever the page is hidden.
  document.addEventListener("visibilitychange", again);
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", again);
    void lock?.release();
  };
}
