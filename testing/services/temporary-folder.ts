import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Creates a folder that other accounts can enter: if the tests run as root, PostgreSQL runs as another account. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "interline-test-"));
  chmodSync(folder, 0o711);
  return folder;
}
