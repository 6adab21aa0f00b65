import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Whether a file in the folder of a Redis contains these bytes. */
export function filesHold(folder: string, bytes: Buffer): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .some(({ parentPath, name }) => contentOf(join(parentPath, name)).includes(bytes));
}

/** @returns nothing for a file that Redis has removed since it was listed */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
