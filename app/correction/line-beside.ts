/** Where the focus goes when a line goes: to the button of the line after it, or before it, or to what holds them all. */
export function lineBeside(within: HTMLElement | null): HTMLElement | null {
  const line = within?.closest<HTMLElement>(".editable");
  const all = line?.parentElement;
  if (!line || !all) return null;
  const lines = [...all.querySelectorAll<HTMLElement>(".editable")];
  const at = lines.indexOf(line);
  const button = [...lines.slice(at + 1), ...lines.slice(0, at).reverse()]
    .map((one) => one.querySelector<HTMLElement>(".edit-line"))
    .find((found) => found !== null);
  if (button) return button;
  all.tabIndex = -1;
  return all;
}
