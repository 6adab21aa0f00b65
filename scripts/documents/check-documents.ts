import { join } from "node:path";
import { checkLinks } from "./check-links";
import { checkPointers } from "./check-pointers";

// node --import tsx scripts/documents/check-documents.ts
// Checks the links, anchors and paths of every Markdown file, and every pointer from the code into them; part of `npm run check`.

const root = join(import.meta.dirname, "../..");
const broken = [...(await checkLinks(root)), ...checkPointers(root)];
for (const line of broken) console.error(line);
process.exitCode = broken.length > 0 ? 1 : 0;
