import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import type { WebEnv } from "#platform/env";
import type { ImportFault } from "#protocol/import";
import type { UploadFolder } from "./upload-folder";

/** The path of all requests of uploads. `gateway/http/http-server.ts` does not hold back the bodies of its PATCH requests. */
export const IMPORT_PATH = "/api/import";

const LONGEST_NAME = 200;

export type UploadLimits = Pick<
  WebEnv,
  "IMPORT_MAX_BYTES" | "IMPORT_BYTES_PER_USER" | "IMPORT_BYTES" | "IMPORT_FREE_BYTES"
>;

/** The tus server: it stores uploads, resumably, in the folder. Its caller has checked who asks, and whose the upload is. */
export class Uploads {
  readonly #server: Server;
  readonly #owner = new AsyncLocalStorage<string>();

  constructor(
    private readonly folder: UploadFolder,
    private readonly limits: UploadLimits,
    basePath: string,
  ) {
    this.#server = new Server({
      path: IMPORT_PATH,
      datastore: new FileStore({ directory: folder.path }),
      allowedOrigins: [],
      disableTerminationForFinishedUploads: true,
      namingFunction: () => randomBytes(16).toString("base64url"),
      generateUrl: (_, { id }) => `${basePath}${IMPORT_PATH}/${id}`,
      onUploadCreate: async (_, { size, metadata }) => {
        const owner = this.#owner.getStore();
        if (owner === undefined || size === undefined) throw { status_code: 400, body: "Upload-Length is required." };
        const fault = await this.#faultOf(owner, size);
        if (fault) throw { status_code: fault === "too-large" ? 413 : 507, body: JSON.stringify({ fault }) };
        return { metadata: { owner, name: nameFrom(metadata?.filename) } };
      },
      onIncomingRequest: async ({ method }) => {
        if (method === "PATCH" && (await folder.freeBytes()) < limits.IMPORT_FREE_BYTES / 2) throw DISK_FULL;
      },
      // The store hides why it could not write; a disk without space is the cause that lasts.
      onResponseError: (_, error) =>
        "body" in error && error.body.startsWith("Something went wrong writing the file") ? DISK_FULL : undefined,
    });
  }

  async answer(owner: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    // It would change the method after the guard has judged it.
    delete request.headers["x-http-method-override"];
    await this.#owner.run(owner, () => this.#server.handle(request, response));
  }

  /** Whether an upload of this size may begin. Announced sizes count. */
  async #faultOf(owner: string, size: number): Promise<ImportFault | null> {
    const { IMPORT_MAX_BYTES, IMPORT_BYTES_PER_USER, IMPORT_BYTES, IMPORT_FREE_BYTES } = this.limits;
    if (size > IMPORT_MAX_BYTES) return "too-large";
    const uploads = await this.folder.list();
    const sum = (some: typeof uploads) => some.reduce((bytes, upload) => bytes + upload.size, size);
    if (sum(uploads.filter((upload) => upload.owner === owner)) > IMPORT_BYTES_PER_USER) return "too-many-uploads";
    const missing = uploads.reduce((bytes, upload) => bytes + upload.size - upload.arrived, size);
    const isFull = sum(uploads) > IMPORT_BYTES || (await this.folder.freeBytes()) - missing < IMPORT_FREE_BYTES;
    return isFull ? "disk-full" : null;
  }
}

const DISK_FULL = { status_code: 507, body: JSON.stringify({ fault: "disk-full" satisfies ImportFault }) };

/** A name for a title: of one line, and not too long. */
function nameFrom(name: string | null | undefined): string {
  const line = (name ?? "").replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ").trim();
  return [...line].slice(0, LONGEST_NAME).join("").slice(0, LONGEST_NAME);
}
