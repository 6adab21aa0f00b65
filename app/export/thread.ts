import { on } from "node:events";
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { sessionWithin } from "#access/links/within-scope";
import { blocksOf } from "#export/blocks";
import { type ExportedFile, type ExportSource, exportSession } from "#export/export-session";
import { languagesOf } from "#export/languages";
import { openDatabase } from "#store/database";
import { readWholeSession } from "#store/segments/whole-session";
import { documentTexts } from "./document-texts";
import type { ExportAnswer, ExportHead, ExportJob, ExportOrder } from "./export-job";

/** Below the priority of the web process's main thread, which serves speakers. On Linux a priority applies to one thread. */
const NICE = 10;
if (process.platform === "linux") setPriority(NICE);

if (!parentPort) throw new Error("an export thread runs in a web process");
const port = parentPort;
const orders = on(port, "message");
const tell = (answer: ExportAnswer) => port.postMessage(answer, answer.kind === "block" ? [answer.block.buffer] : []);

openDatabase(workerData.databaseUrl, 1);
for (;;) {
  const order = await nextOrder();
  // `more` and `stop` may arrive just after a file has ended; they are ignored.
  if (order.kind === "make") await make(order.job);
}

async function make(job: ExportJob): Promise<void> {
  try {
    const { head, parts } = await fileFor(job);
    tell({ kind: "head", head });
    if (head.kind !== "file") return;
    // Send exactly one answer per order: the web process waits for no more.
    let order = await nextOrder();
    for (const block of blocksOf(parts)) {
      if (order.kind !== "more") break;
      tell({ kind: "block", block });
      order = await nextOrder();
    }
    tell({ kind: "end" });
  } catch (error) {
    const { name, code } = error as Error & { code?: unknown };
    tell({ kind: "failed", name, code: typeof code === "string" ? code : undefined });
  }
}

async function fileFor(job: ExportJob): Promise<{ head: ExportHead; parts: ExportedFile["parts"] }> {
  const { sessionId, choice, wording } = job;
  const stored = await readWholeSession(sessionId);
  if (!stored) return { head: { kind: "missing" }, parts: [] };
  const source: ExportSource =
    job.viewer === "owner"
      ? { viewer: "owner", session: stored }
      : { viewer: "reader", session: sessionWithin(stored, job.scope) };
  const isThere = choice.lang === undefined || languagesOf(source.session).written.includes(choice.lang);
  const showsOriginal = choice.format !== "json" && (choice.lang === undefined || choice.original);
  const mayOriginal = job.viewer === "owner" || job.scope.original;
  if (!isThere || (showsOriginal && !mayOriginal)) return { head: { kind: "unfit" }, parts: [] };
  const { name, type, parts } = await exportSession(
    source,
    choice,
    documentTexts(source.session, wording, choice.lang),
  );
  return { head: { kind: "file", name, type }, parts };
}

async function nextOrder(): Promise<ExportOrder> {
  const { value } = await orders.next();
  return value[0];
}
