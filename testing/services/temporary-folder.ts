import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new empty folder that other accounts may pass through: as root, PostgreSQL runs as another. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "interline-test-"));
  chmodSync(folder, 0o711);
  return folder;
}
