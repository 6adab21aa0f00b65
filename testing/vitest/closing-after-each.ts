import { afterEach } from "vitest";

/** @returns a function that registers an object to be closed after the test, and returns the object */
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
