/** Frames within which the place of a line settles, at most. */
const MOST_FRAMES = 20;
/** Frames in which the line did not move, after which it has settled. */
const STILL_FRAMES = 3;

/**
 * Scrolls a line into the middle of the window. Groups of lines that were never near the window have an estimated height, and
 * get their own once they are: that moves the line, so it is scrolled to again until it stays. A press or a wheel ends that.
 */
export function scrollToLine(line: HTMLElement): void {
  const ended = new AbortController();
  // Captured: the press that is being handled now does not end it.
  const options = { capture: true, passive: true, signal: ended.signal };
  for (const name of ["wheel", "touchstart", "pointerdown"])
    window.addEventListener(name, () => ended.abort(), options);
  const scroll = () => {
    line.scrollIntoView({ block: "center" });
    return line.getBoundingClientRect().top;
  };
  let top = scroll();
  let still = 0;
  const settle = (frame: number) => {
    if (ended.signal.aborted) return;
    const isStill = Math.abs(line.getBoundingClientRect().top - top) <= 1;
    still = isStill ? still + 1 : 0;
    if (!isStill) top = scroll();
    if (still === STILL_FRAMES || frame === MOST_FRAMES) ended.abort();
    else requestAnimationFrame(() => settle(frame + 1));
  };
  requestAnimationFrame(() => settle(1));
}
