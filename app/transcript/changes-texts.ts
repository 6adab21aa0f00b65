/** The parts of a line beside its texts: they come once the line is near the window. */
const BESIDE = ".seg-tools, .time, .play-from";

/** Whether any of these changes of a log touched the texts of its lines. */
export function changesTexts(changes: readonly MutationRecord[]): boolean {
  return changes.some(
    ({ type, addedNodes, removedNodes }) =>
      type !== "childList" || [...addedNodes, ...removedNodes].some((node) => !isBeside(node)),
  );
}

function isBeside(node: Node): boolean {
  return node instanceof Element && node.matches(BESIDE);
}
