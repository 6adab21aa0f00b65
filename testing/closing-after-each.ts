import { afterEach } from "vitest";

/** @returns what takes something that a test opens, to close it after the test, and gives it back */
export function closingAfterEach(): <T extends { close(): void }>(opened: T) => T {
  const open: { close(): void }[] = [];
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });
  return (opened) => {
    open.push(opened);
    return opened;
  };
}
