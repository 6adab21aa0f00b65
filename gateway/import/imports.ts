import type { IncomingMessage, ServerResponse } from "node:http";
import { ADDRESS_HEADER } from "#access/address";
import { refuseEngines } from "#access/admission/admission";
import { type User, userFrom } from "#access/signed-in-user";
import type { WebEnv } from "#platform/env";
import type { ImportAnswer } from "#protocol/import";
import type { RecordingFault } from "#protocol/recording";
import { StartSessionRequest } from "#protocol/requests";
import { createImport, sessionOfImport } from "#store/session/imports";
import type { Gateway } from "../context";
import { TurnQueue } from "../limits/turn-queue";
import { makeSession, removeSession } from "../speaking/make-session";
import { Importer } from "./importer";
import { probeRecording, type Recording } from "./recording";
import { RecordingError } from "./recording-error";
import { type Upload, UploadFolder } from "./upload-folder";
import { IMPORT_PATH, Uploads } from "./uploads";

const TOO_MANY = { ok: false, refusal: { kind: "too-many", limit: "requests", retryAfterSeconds: 1 } } as const;

const PATH = new RegExp(`^${IMPORT_PATH}(?:/([^/?]+)(/start)?)?$`);

/** The uploads and imports of a web process. */
export class Imports {
  readonly #folder: UploadFolder;
  readonly #uploads: Uploads;
  readonly #importer: Importer;
  readonly #looks = new TurnQueue();
  readonly #starting = new Map<string, Promise<ImportAnswer>>();

  constructor(
    private readonly gateway: Gateway,
    private readonly env: WebEnv,
    path: string,
  ) {
    this.#folder = new UploadFolder(path);
    this.#uploads = new Uploads(this.#folder, env, env.BASE_PATH);
    this.#importer = new Importer(gateway, this.#folder, env.IMPORT_MAX_HOURS);
  }

  async close(): Promise<void> {
    await this.#importer.close();
  }

  /**
   * Answers the requests of uploads. An upload of another person looks like one that does not exist.
   * @returns false for every other request
   */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const match = PATH.exec(request.url?.split("?", 1)[0] ?? "");
    if (!match) return false;
    const [, id, start] = match;
    const user = await userFrom(new Headers(request.headers as Record<string, string>));
    if (!user) return send(response, 401, { ok: false, refusal: { kind: "unauthenticated" } });
    const isNew = request.method === "POST";
    const refusal = isNew ? await refuseEngines({ kind: "user", user }) : null;
    if (refusal) return send(response, 403, { ok: false, refusal });
    const address = String(request.headers[ADDRESS_HEADER] ?? "");
    const uploader = { owner: user.id, party: user.isAnonymous ? address : user.id };
    if (id === undefined) {
      if (request.method === "POST" || request.method === "OPTIONS")
        await this.#uploads.answer(uploader, request, response);
      else send(response, 405);
      return true;
    }
    const upload = await this.#folder.find(id);
    if (upload?.owner !== user.id) return send(response, 404, { ok: false, fault: "lost" });
    if (start === undefined) {
      if (request.method === "POST") return send(response, 405);
      await this.#uploads.answer(uploader, request, response);
      return true;
    }
    if (!isNew) return send(response, 405);
    const asked = StartSessionRequest.safeParse(await jsonOf(request));
    if (!asked.success)
      return send(response, 400, { ok: false, refusal: { kind: "invalid", message: "not a session" } });
    // A second press waits for the first.
    const answer =
      this.#starting.get(id) ?? this.#start(upload, user, address, asked.data).finally(() => this.#starting.delete(id));
    this.#starting.set(id, answer);
    return send(response, 200, await answer);
  }

  async #start(
    upload: Upload,
    user: User,
    addressHash: string,
    request: (typeof StartSessionRequest)["_output"],
  ): Promise<ImportAnswer> {
    const known = await sessionOfImport(upload.id);
    if (known !== null) return { ok: true, sessionId: known };
    if (upload.arrived < upload.size || upload.isStarted) return { ok: false, fault: "lost" };
    const looked = this.#looks.takeLook(addressHash, () => this.#probe(upload.id));
    if (!looked) return TOO_MANY;
    const recording = await looked;
    if (typeof recording === "string") return { ok: false, fault: recording };
    const { name } = upload;
    const ms = recording.seconds === null ? {} : { ms: Math.round(recording.seconds * 1_000) };
    const asked = { ...request, title: request.title || name };
    const made = await makeSession(this.gateway, { user, addressHash }, asked, { name, ...ms });
    if (!made.ok) return made;
    try {
      await createImport(upload.id, made.session.id, recording.track);
    } catch (error) {
      await removeSession(made.session.id);
      const other = await sessionOfImport(upload.id);
      if (other !== null) return { ok: true, sessionId: other };
      throw error;
    }
    // From here on the file goes with the row, also if the session is deleted before the importer sees it.
    await this.#folder.markStarted(upload.id);
    return { ok: true, sessionId: made.session.id };
  }

  /** A file that cannot be transcribed is removed at once. */
  async #probe(id: string): Promise<Recording | RecordingFault> {
    try {
      return await probeRecording(this.#folder.file(id), this.env.IMPORT_MAX_HOURS);
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      if (error.fault !== "broken-off") await this.#folder.remove(id);
      return error.fault;
    }
  }
}

/** The body, which `gateway/limits/bodies.ts` has limited. Undefined: no JSON. */
async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, answer?: ImportAnswer): true {
  response.writeHead(status, { "Cache-Control": "no-store", ...(answer && { "Content-Type": "application/json" }) });
  response.end(answer && JSON.stringify(answer));
  return true;
}
