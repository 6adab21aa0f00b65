/**
 * The index in a stored text that an index in a changed copy of it stands for. In words that were changed, it is where the
 * change begins.
 */
export function storedOffset(stored: string, typed: string, offset: number): number {
  const most = Math.min(stored.length, typed.length);
  let same = 0;
  while (same < most && stored[same] === typed[same]) same += 1;
  if (offset <= same) return offset;
  let after = 0;
  while (after < most - same && stored.at(-1 - after) === typed.at(-1 - after)) after += 1;
  const fromEnd = typed.length - offset;
  return fromEnd <= after ? stored.length - fromEnd : same;
}
