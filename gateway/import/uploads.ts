import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { FileStore } from "@tus/file-store";
import { ERRORS, Server } from "@tus/server";
import type { WebEnv } from "#platform/env";
import type { ImportFault } from "#protocol/import";
import type { Upload, UploadFolder } from "./upload-folder";

/** The path of all requests of uploads. `gateway/http/http-server.ts` does not hold back the bodies of its PATCH requests. */
export const IMPORT_PATH = "/api/import";

const LONGEST_NAME = 200;
/** Files at a time of one person, or of all people without an account at an address: each costs a look at the folder. */
const MOST_UPLOADS = 100;

/** Who uploads. `party`: its files count together: an account, or the address of people without one. */
export type Uploader = { readonly owner: string; readonly party: string };

/** The file of an upload exists this long after its admission, ms. */
const CREATION_MS = 10_000;

type Counted = Pick<Upload, "id" | "party" | "size" | "arrived" | "createdAt">;

export type UploadLimits = Pick<
  WebEnv,
  "IMPORT_MAX_BYTES" | "IMPORT_BYTES_PER_USER" | "IMPORT_BYTES" | "IMPORT_FREE_BYTES"
>;

/** The tus server: it stores uploads, resumably, in the folder. Its caller has checked who asks, and whose the upload is. */
export class Uploads {
  readonly #server: Server;
  readonly #uploader = new AsyncLocalStorage<Uploader>();
  /** Admitted uploads whose files may not be in the folder yet, by id: many requests at once cannot pass a limit. */
  readonly #begun = new Map<string, Counted>();

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
      onUploadCreate: async (_, { id, size, metadata }) => {
        const uploader = this.#uploader.getStore();
        if (uploader === undefined || size === undefined)
          throw { status_code: 400, body: "Upload-Length is required." };
        const fault = await this.#admit(id, uploader.party, size);
        if (fault) throw { status_code: fault === "too-large" ? 413 : 507, body: JSON.stringify({ fault }) };
        return { metadata: { ...uploader, name: nameFrom(metadata?.filename) } };
      },
      onIncomingRequest: async ({ method }) => {
        if (method === "PATCH" && (await folder.freeBytes()) < limits.IMPORT_FREE_BYTES / 2) throw DISK_FULL;
      },
      onResponseError: (_, error) => (isForWantOfSpace(error) ? DISK_FULL : undefined),
    });
  }

  async answer(uploader: Uploader, request: IncomingMessage, response: ServerResponse): Promise<void> {
    // It would change the method after the guard has judged it.
    delete request.headers["x-http-method-override"];
    await this.#uploader.run(uploader, () => this.#server.handle(request, response));
  }

  /** Counts an upload of this size, unless it may not begin. Announced sizes count. */
  async #admit(id: string, party: string, size: number): Promise<ImportFault | null> {
    const { IMPORT_MAX_BYTES, IMPORT_BYTES_PER_USER, IMPORT_BYTES, IMPORT_FREE_BYTES } = this.limits;
    if (size > IMPORT_MAX_BYTES) return "too-large";
    const freeBytes = await this.folder.freeBytes();
    const uploads: Counted[] = await this.folder.list();
    // No other request runs from here on.
    const now = Date.now();
    for (const known of uploads) this.#begun.delete(known.id);
    for (const one of this.#begun.values()) if (now - one.createdAt.getTime() > CREATION_MS) this.#begun.delete(one.id);
    const all = [...uploads, ...this.#begun.values()];
    const ofParty = all.filter((upload) => upload.party === party);
    const sum = (some: typeof all) => some.reduce((bytes, upload) => bytes + upload.size, size);
    if (ofParty.length >= MOST_UPLOADS || sum(ofParty) > IMPORT_BYTES_PER_USER) return "too-many-uploads";
    const missing = all.reduce((bytes, upload) => bytes + upload.size - upload.arrived, size);
    if (sum(all) > IMPORT_BYTES || freeBytes - missing < IMPORT_FREE_BYTES) return "disk-full";
    this.#begun.set(id, { id, party, size, arrived: 0, createdAt: new Date(now) });
    return null;
  }
}

const DISK_FULL = { status_code: 507, body: JSON.stringify({ fault: "disk-full" satisfies ImportFault }) };

/**
 * The store hides why it could not write a file; of a client that is still there, a disk without space is the cause that lasts.
 */
function isForWantOfSpace(error: object): boolean {
  return error === ERRORS.FILE_WRITE_ERROR || ("code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT"));
}

/** A name for a title: of one line, and not too long. */
export function nameFrom(name: string | null | undefined): string {
  const line = (name ?? "").replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ").trim();
  // Half of a surrogate pair is no text for PostgreSQL.
  return line.slice(0, LONGEST_NAME).replace(/[\uD800-\uDBFF]$/, "");
}
