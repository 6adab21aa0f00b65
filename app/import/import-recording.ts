import { type DetailedError, defaultOptions, Upload } from "tus-js-client";
import type { ImportAnswer, ImportFault } from "#protocol/import";
import type { Refusal } from "#protocol/refusal";
import { siteAddress } from "../address/site-address";

/** A request takes at most 20 s (`gateway/http/http-server.ts`): this is enough for 1.7 Mbit/s. Slower ones are continued. */
const PART_BYTES = 4 * 1024 * 1024;
/** Between attempts without progress, ms: an hour in all. */
const RETRY_MS = [0, 1_000, 2_000, 5_000, 10_000, ...Array<number>(120).fill(30_000)];
/** For the look at the uploaded file. */
const START_ATTEMPTS = 5;
const START_RETRY_MS = 2_000;

export type ImportRequest = {
  readonly sourceLang: string;
  readonly targetLangs: readonly string[];
  readonly keepSound?: boolean;
};

/** `cancelled`: by its person. */
export type ImportOutcome = ImportAnswer | { readonly ok: false; readonly cancelled: true };

export type ImportProgress =
  | { readonly kind: "uploading"; readonly sent: number; readonly isCut: boolean }
  | { readonly kind: "checking" };

/**
 * Uploads a recording and starts the session that transcribes it. An upload that this browser began earlier is continued. While
 * the network is away it waits.
 */
export async function importRecording(
  file: File,
  request: ImportRequest,
  onProgress: (progress: ImportProgress) => void,
  cancelled: AbortSignal,
): Promise<ImportOutcome> {
  const sent = await upload(file, onProgress, cancelled);
  if (!sent.ok) return sent;
  onProgress({ kind: "checking" });
  const answer = await startSession(sent.id, request);
  const isLasting = !answer.ok && "refusal" in answer;
  if (!isLasting) await forget(sent.upload);
  return answer;
}

type Sent =
  | { readonly ok: true; readonly id: string; readonly upload: Upload }
  | Extract<ImportOutcome, { readonly ok: false }>;

async function upload(
  file: File,
  onProgress: (progress: ImportProgress) => void,
  cancelled: AbortSignal,
): Promise<Sent> {
  let sent = 0;
  let finish: (sent: Sent) => void = () => {};
  const finished = new Promise<Sent>((resolve) => {
    finish = resolve;
  });
  const sending = new Upload(file, {
    endpoint: new URL(siteAddress("/api/import"), location.href).href,
    metadata: { filename: file.name },
    chunkSize: PART_BYTES,
    retryDelays: RETRY_MS,
    onShouldRetry(error) {
      const status = error.originalResponse?.getStatus() ?? 0;
      const isPassing = status === 0 || [408, 409, 423, 429].includes(status) || (status >= 500 && status !== 507);
      if (isPassing) onProgress({ kind: "uploading", sent, isCut: true });
      return isPassing;
    },
    onProgress(bytes) {
      sent = bytes;
      onProgress({ kind: "uploading", sent, isCut: false });
    },
    onSuccess: () => finish({ ok: true, id: sending.url?.split("/").at(-1) ?? "", upload: sending }),
    onError: (error) => finish(faultIn(error)),
  });
  const [earlier] = await sending.findPreviousUploads();
  if (earlier) sending.resumeFromPreviousUpload(earlier);
  const cancel = () => {
    finish({ ok: false, cancelled: true });
    // A server that is away removes it after a day.
    void sending.abort(true).then(
      () => forget(sending),
      () => forget(sending),
    );
  };
  if (cancelled.aborted) return { ok: false, cancelled: true };
  cancelled.addEventListener("abort", cancel, { once: true });
  sending.start();
  return finished.finally(() => cancelled.removeEventListener("abort", cancel));
}

/** Forgets the address of an upload that is over. */
async function forget(sending: Upload): Promise<void> {
  for (const { urlStorageKey } of await sending.findPreviousUploads())
    await defaultOptions.urlStorage?.removeUpload(urlStorageKey);
}

async function startSession(id: string, request: ImportRequest): Promise<ImportAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(siteAddress(`/api/import/${id}/start`), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
    }).catch(() => null);
    if (answer && answer.status < 500) return (await answer.json().catch(() => UNAVAILABLE)) as ImportAnswer;
    if (attempt === START_ATTEMPTS) return UNAVAILABLE;
    await new Promise((resolve) => setTimeout(resolve, START_RETRY_MS));
  }
}

const UNAVAILABLE = { ok: false, refusal: { kind: "unavailable" } } as const;

/** The server's reason, from the body of its answer. */
function faultIn(error: Error | DetailedError): Extract<ImportAnswer, { readonly ok: false }> {
  const body = "originalResponse" in error ? error.originalResponse?.getBody() : null;
  try {
    const said = JSON.parse(body ?? "") as { fault?: ImportFault; refusal?: Refusal };
    if (said.refusal) return { ok: false, refusal: said.refusal };
    if (said.fault) return { ok: false, fault: said.fault };
  } catch {
    // No answer of the routes of uploads.
  }
  return UNAVAILABLE;
}
