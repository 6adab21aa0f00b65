import { join } from "node:path";
import { checkDocuments } from "./documents/check-documents";

// node --import tsx scripts/check-documents.ts
// Checks the links, anchors and paths of every Markdown file; part of `npm run check`.

const broken = await checkDocuments(join(import.meta.dirname, ".."));
for (const line of broken) console.error(line);
process.exitCode = broken.length > 0 ? 1 : 0;
