import { editButtonOf } from "./use-line-tools";

/** The element that gets the focus when a line is deleted: the edit button of the next line, else of the previous one, else the log. */
export function lineBeside(within: HTMLElement | null): HTMLElement | null {
  const line = within?.closest<HTMLElement>(".editable");
  const all = line?.closest<HTMLElement>(".log, .transcript");
  if (!line || !all) return null;
  const lines = [...all.querySelectorAll<HTMLElement>(".editable")];
  const at = lines.indexOf(line);
  for (const one of [...lines.slice(at + 1), ...lines.slice(0, at).reverse()]) {
    const button = editButtonOf(one);
    if (button) return button;
  }
  all.tabIndex = -1;
  return all;
}
