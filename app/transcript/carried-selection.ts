/** An end of a selection: outside the segment that moves, or so many characters into one of its paragraphs. */
type End =
  | { readonly node: Node; readonly offset: number }
  | { readonly paragraph: number; readonly characters: number };

type Kept = { readonly key: string; readonly anchor: End; readonly focus: End };

/** Keeps text selected while its segment moves from one part of the page to another. */
export class CarriedSelection {
  #kept: Kept | null = null;

  /** Notes the selection. Call it before the block of a segment leaves its place. */
  keep(block: HTMLElement): void {
    const selection = document.getSelection();
    const { segment: key } = block.dataset;
    if (!key || !selection?.anchorNode || !selection.focusNode || selection.isCollapsed) return;
    if (!selection.containsNode(block, true)) return;
    this.#kept = {
      key,
      anchor: endIn(block, selection.anchorNode, selection.anchorOffset),
      focus: endIn(block, selection.focusNode, selection.focusOffset),
    };
  }

  /** Selects the same text again. Call it once the block has its new place. */
  restore(): void {
    const kept = this.#kept;
    this.#kept = null;
    const block = kept && document.querySelector(`[data-segment="${CSS.escape(kept.key)}"]`);
    if (!block) return;
    const [anchor, focus] = [pointOf(block, kept.anchor), pointOf(block, kept.focus)];
    if (!anchor?.node.isConnected || !focus?.node.isConnected) return;
    document.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
  }
}

function endIn(block: HTMLElement, node: Node, offset: number): End {
  const paragraph = [...block.querySelectorAll("p")].findIndex((one) => one.contains(node));
  const text = block.querySelectorAll("p").item(paragraph);
  if (paragraph === -1) return { node, offset };
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(node, offset);
  return { paragraph, characters: before.toString().length };
}

function pointOf(block: Element, end: End): { node: Node; offset: number } | null {
  if ("node" in end) return end;
  const paragraph = block.querySelectorAll("p").item(end.paragraph);
  if (!paragraph) return null;
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = end.characters;
  let last: Text | null = null;
  while (texts.nextNode()) {
    last = texts.currentNode as Text;
    if (left <= last.length) return { node: last, offset: left };
    left -= last.length;
  }
  return last && { node: last, offset: last.length };
}
