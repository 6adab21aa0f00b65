/** How far from the window a group of lines is near: a window's height above and below it. */
const NEAR = "100% 0px";
const GROUP = ".lines";

/** Knows which groups of a log's lines are near the window. */
export class NearGroups {
  readonly #near = new Set<Element>();
  readonly #observer: IntersectionObserver;

  /** @param changed called when groups come near or go away */
  constructor(changed: () => void) {
    const update = (seen: readonly IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of seen) {
        if (isIntersecting) this.#near.add(target);
        else this.#near.delete(target);
      }
      changed();
    };
    this.#observer = new IntersectionObserver(update, { rootMargin: NEAR });
  }

  /** Watches the groups that the log has now, in addition to those that are watched. */
  watch(log: HTMLElement): void {
    for (const group of log.querySelectorAll(GROUP)) this.#observer.observe(group);
  }

  /** Whether the group of this element is near. */
  has(element: Element): boolean {
    const group = element.closest(GROUP);
    return group !== null && this.#near.has(group);
  }

  close(): void {
    this.#observer.disconnect();
  }
}
