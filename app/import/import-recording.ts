import { type DetailedError, defaultOptions, Upload } from "tus-js-client";
import type { ImportAnswer, ImportFault } from "#protocol/import";
import type { Refusal } from "#protocol/refusal";
import { siteAddress } from "../address/site-address";

/** A request may take 20 s (`gateway/http/http-server.ts`), in which 1.7 Mbit/s carry a part. On slower networks tus continues a cut part. */
const PART_BYTES = 4 * 1024 * 1024;
/** The pauses between attempts without progress, ms: an hour in all. */
const RETRY_MS = [0, 1_000, 2_000, 5_000, 10_000, ...Array<number>(120).fill(30_000)];
/** Attempts to start the session of an uploaded file, and the pause between them, ms. */
const START_ATTEMPTS = 5;
const START_RETRY_MS = 2_000;

export type ImportRequest = {
  readonly sourceLang: string;
  readonly targetLangs: readonly string[];
  readonly keepSound?: boolean;
};

/** `cancelled`: the person pressed Cancel. */
export type ImportOutcome = ImportAnswer | { readonly ok: false; readonly cancelled: true };

/** `sent`: bytes. `isCut`: the network is away, and the upload waits. `checking`: the server looks at the whole file. */
export type ImportProgress =
  | { readonly kind: "uploading"; readonly sent: number; readonly isCut: boolean }
  | { readonly kind: "checking" };

/**
 * Uploads a recording and starts the session that transcribes it. Continues an upload of the same file that this browser began
 * earlier. Waits up to an hour while the network is away.
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
  // After a refusal, as of the languages, the person may start the same upload again.
  const mayStartAgain = !answer.ok && "refusal" in answer;
  if (!mayStartAgain) await forget(sent.upload);
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
    // If the server is away now, it removes the upload after a day.
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

/** Deletes the address of an upload from this browser, so that the same file begins a new one. */
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

/** The reason in the body of the server's answer; `unavailable` without one. */
function faultIn(error: Error | DetailedError): Extract<ImportAnswer, { readonly ok: false }> {
  const body = "originalResponse" in error ? error.originalResponse?.getBody() : null;
  try {
    const said = JSON.parse(body ?? "") as { fault?: ImportFault; refusal?: Refusal };
    if (said.refusal) return { ok: false, refusal: said.refusal };
    if (said.fault) return { ok: false, fault: said.fault };
  } catch {
    // Another server answered, such as a proxy.
  }
  return UNAVAILABLE;
}
