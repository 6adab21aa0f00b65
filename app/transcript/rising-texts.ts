/** The animations of one text add up: a text that is still rising can rise further. */
const RISING: KeyframeAnimationOptions = { duration: 220, easing: "cubic-bezier(0.2, 0, 0, 1)", composite: "add" };
/** A column that grows by more at once shows other content, and does not glide. Pixels. */
const MOST_RISE_PX = 240;
/** The elements that move as one: a paragraph, or its time and buttons. */
const TEXTS = ".original, .translation, .said-by, .time, .seg-tools, .mark-line, .ending";

/** The distances of a text's upper and lower edge from the end of the column, in pixels. */
type Place = { readonly top: number; readonly bottom: number };
type Noted = Place & { readonly text: HTMLElement; readonly rises: readonly Animation[] };

/**
 * Lets the texts of a column that ends at a fixed height rise gently when it grows. Texts below the added words do not
 * move; an added line appears from behind the lower edge of the column.
 */
export class RisingTexts {
  #noted = new Map<string, Noted>();
  #height = 0;

  /** Notes where the texts stand. @param isGentle those that moved since the last note glide to their new places */
  note(column: HTMLElement, withinPx: number, isGentle: boolean): void {
    const before = this.#noted;
    const grown = column.offsetHeight - this.#height;
    const glides = isGentle && before.size > 0 && Math.abs(grown) <= MOST_RISE_PX && !prefersStillness();
    this.#height = column.offsetHeight;
    this.#noted = new Map();
    for (const [name, text] of textsFromEnd(column, withinPx)) {
      const top = this.#height - offsetIn(column, text);
      const place = { top, bottom: top - text.offsetHeight };
      const known = before.get(name);
      const begun = (known?.rises ?? []).filter(({ playState }) => playState === "running");
      const rises = known && known.text !== text ? begun.map((one) => riseOn(one, text)) : begun;
      const next = glides ? rise(text, known ?? newPlace(place, grown), place) : null;
      this.#noted.set(name, { ...place, text, rises: next ? [...rises, next] : rises });
    }
  }
}

/** Continues an animation on a new element: a segment that enters the log gets new elements there. */
function riseOn(begun: Animation, text: HTMLElement): Animation {
  const keyframes = begun.effect instanceof KeyframeEffect ? begun.effect.getKeyframes() : [];
  const rising = text.animate(keyframes as Keyframe[], RISING);
  // An animation that has not begun to run has no start time; then both begin now.
  if (begun.startTime !== null) rising.startTime = begun.startTime;
  return rising;
}

/** A new text begins as far below its place as the texts above it rise. */
function newPlace({ top, bottom }: Place, grown: number): Place {
  const by = Math.max(0, grown);
  return { top: top - by, bottom: Math.max(bottom - by, top - by) };
}

function rise(text: HTMLElement, from: Place, to: Place): Animation | null {
  const by = to.top - from.top;
  if (Math.abs(by) <= 1) return null;
  const added = Math.max(0, to.top - to.bottom - (from.top - from.bottom));
  const clip = (px: number) => (added > 0 && by > 0 ? { clipPath: `inset(0 -1em ${px}px -1em)` } : {});
  return text.animate(
    [
      { transform: `translateY(${by}px)`, ...clip(added) },
      { transform: "none", ...clip(0) },
    ],
    RISING,
  );
}

/**
 * Yields the texts from the last one up that are visible, or were before they rose. The name of a text stays the same when
 * its segment enters the log.
 */
function* textsFromEnd(column: HTMLElement, withinPx: number): Generator<[string, HTMLElement]> {
  for (const block of blocksFromEnd(column)) {
    if (column.offsetHeight - offsetIn(column, block) - block.offsetHeight > withinPx + MOST_RISE_PX) return;
    const named = block.dataset.segment === undefined ? block.querySelector<HTMLElement>("[data-segment]") : block;
    const name = named?.dataset.segment ?? block.className;
    const texts = block.matches(TEXTS) ? [block] : block.querySelectorAll<HTMLElement>(TEXTS);
    const counts = new Map<string, number>();
    for (const text of texts) {
      const kind = text.classList.item(0) ?? "";
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      yield [`${name} ${kind} ${count}`, text];
    }
  }
}

/**
 * Yields the blocks of a column from its end. The log holds blocks in groups; the text at the end of the column is a block
 * itself.
 */
function* blocksFromEnd(column: HTMLElement): Generator<HTMLElement> {
  for (const part of childrenFromEnd(column)) {
    if (part.matches(".lines") || (part.hasAttribute("role") && part.role !== "status")) yield* blocksFromEnd(part);
    else yield part;
  }
}

function* childrenFromEnd(parent: HTMLElement): Generator<HTMLElement> {
  for (let child = parent.lastElementChild; child; child = child.previousElementSibling)
    if (child instanceof HTMLElement) yield child;
}

/** The offset by layout, without the animation. */
function offsetIn(column: HTMLElement, text: HTMLElement): number {
  let offset = 0;
  for (let at: Element | null = text; at instanceof HTMLElement && at !== column; at = at.offsetParent)
    offset += at.offsetTop;
  return offset;
}

function prefersStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
