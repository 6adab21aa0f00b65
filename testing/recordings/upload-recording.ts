import { Upload } from "tus-js-client";
import type { ImportAnswer } from "#protocol/import";
import type { Person } from "../people/person";
import { TARGETS } from "../stack/page";

/** Parts of this size are sent in one request each. */
const PART_BYTES = 64 * 1024;

export type Sent = { readonly id: string } | { readonly status: number; readonly body: string };

/**
 * Uploads a file as a page does, by tus.
 * @param stopAfter parts after which the page goes away
 * @returns the upload's id, or the status and body of the refusal
 */
export function upload(url: string, person: Person, bytes: Buffer, stopAfter = Infinity, id?: string): Promise<Sent> {
  return new Promise((resolve, reject) => {
    let parts = 0;
    const sending = new Upload(bytes, {
      endpoint: `${url}/api/import`,
      ...(id !== undefined && { uploadUrl: `${url}/api/import/${id}` }),
      headers: { authorization: `Bearer ${person.token}` },
      metadata: { filename: "talk.mp4" },
      chunkSize: PART_BYTES,
      retryDelays: null,
      onChunkComplete() {
        parts += 1;
        if (parts >= stopAfter) void sending.abort().then(() => resolve({ id: idIn(sending.url) }), reject);
      },
      onSuccess: () => resolve({ id: idIn(sending.url) }),
      onError(error) {
        const response = "originalResponse" in error ? error.originalResponse : null;
        if (response) resolve({ status: response.getStatus(), body: response.getBody() });
        else reject(error);
      },
    });
    sending.start();
  });
}

/** Starts the session that transcribes an upload. */
export async function startImport(url: string, person: Person, id: string, more: object = {}): Promise<ImportAnswer> {
  const answer = await ask(url, person, "POST", `/${id}/start`, { sourceLang: "en-US", targetLangs: TARGETS, ...more });
  return (await answer.json()) as ImportAnswer;
}

export function ask(url: string, person: Person, method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${url}/api/import${path}`, {
    method,
    headers: {
      authorization: `Bearer ${person.token}`,
      "tus-resumable": "1.0.0",
      ...(method === "PATCH" && { "upload-offset": "0", "content-type": "application/offset+octet-stream" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

function idIn(url: string | null): string {
  return url?.split("/").at(-1) ?? "";
}
