import type { S3Client } from "@aws-sdk/client-s3";
import { LRUCache } from "lru-cache";
import type { S3Settings } from "#platform/env";
import { type ObjectStore, ObjectStoreFault } from "../object-store";

/** An attempt ends after these times, ms. The caller repeats it. */
const CONNECT_MS = 2_000;
const ANSWER_MS = 5_000;
const CONNECTIONS = 50;
/** Objects that were read last, 30 kB each: a file is read a second at a time, an object has ten. */
const MOST_REMEMBERED = 64;
const REMEMBERED_MS = 60_000;

type Sdk = typeof import("@aws-sdk/client-s3");
type Opened = { readonly sdk: Sdk; readonly client: S3Client };
type At = { readonly Bucket: string; readonly Key: string };

/** Any server that speaks S3. The library is imported with the first request: it takes 30 MB. */
export class S3Objects implements ObjectStore {
  #opened: Promise<Opened> | null = null;
  readonly #remembered = new LRUCache<string, Uint8Array>({ max: MOST_REMEMBERED, ttl: REMEMBERED_MS });

  /** @param onMissing called when an object that is read does not exist */
  constructor(
    private readonly settings: S3Settings,
    private readonly onMissing: () => void = () => {},
  ) {}

  async put(location: string, bytes: Uint8Array): Promise<void> {
    await this.#ask("PUT", location, ({ sdk, client }, at, abortSignal) =>
      client.send(new sdk.PutObjectCommand({ ...at, Body: bytes, ContentLength: bytes.byteLength }), { abortSignal }),
    );
  }

  async get(location: string): Promise<Uint8Array | null> {
    const known = this.#remembered.get(location);
    if (known) return known;
    const bytes = await this.#ask("GET", location, async ({ sdk, client }, at, abortSignal) => {
      const answer = await client.send(new sdk.GetObjectCommand(at), { abortSignal }).catch(nullIfMissing);
      return (await answer?.Body?.transformToByteArray()) ?? null;
    });
    if (bytes) this.#remembered.set(location, bytes);
    else this.onMissing();
    return bytes;
  }

  async delete(location: string): Promise<void> {
    this.#remembered.delete(location);
    await this.#ask("DELETE", location, ({ sdk, client }, at, abortSignal) =>
      client.send(new sdk.DeleteObjectCommand(at), { abortSignal }).catch(nullIfMissing),
    );
  }

  close(): void {
    this.#remembered.clear();
    void this.#opened?.then(({ client }) => client.destroy()).catch(() => {});
  }

  async #ask<T>(
    verb: string,
    location: string,
    act: (opened: Opened, at: At, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const slash = location.indexOf("/");
    const at = { Bucket: location.slice(0, slash), Key: location.slice(slash + 1) };
    this.#opened ??= this.#open();
    try {
      return await inTime(this.#opened, (opened, signal) => act(opened, at, signal));
    } catch (error) {
      throw faultOf(verb, error);
    }
  }

  async #open(): Promise<Opened> {
    const sdk = await import("@aws-sdk/client-s3");
    const { endpoint, region, isPathStyle } = this.settings;
    const client = new sdk.S3Client({
      ...(endpoint !== undefined && { endpoint }),
      ...(region !== undefined && { region }),
      forcePathStyle: isPathStyle,
      // Each attempt is written to a location of its own, so the library must not repeat one.
      maxAttempts: 1,
      // Other servers do not know the checksums that AWS's library adds by default.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      requestHandler: {
        connectionTimeout: CONNECT_MS,
        httpAgent: { keepAlive: true, maxSockets: CONNECTIONS },
        httpsAgent: { keepAlive: true, maxSockets: CONNECTIONS },
      },
    });
    return { sdk, client };
  }
}

/** The signal does not end the reading of a body on a half-open connection, so the time is also raced. */
async function inTime<T>(
  opened: Promise<Opened>,
  act: (opened: Opened, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late.abort();
      reject(Object.assign(new Error("no answer in time"), { name: "TimeoutError" }));
    }, ANSWER_MS);
  });
  try {
    return await Promise.race([opened.then((ready) => act(ready, late.signal)), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function nullIfMissing(error: unknown): null {
  if (error instanceof Error && (error.name === "NoSuchKey" || error.name === "NotFound")) return null;
  throw error;
}

/** The error of AWS's library as a fault. `kind` is S3's code, Node's code or the error's name; `status` is HTTP's. */
export class S3Fault extends ObjectStoreFault {
  constructor(
    verb: string,
    readonly kind: string,
    readonly status: number | undefined,
  ) {
    super(`S3 ${verb}: ${kind}${status === undefined ? "" : ` (${status})`}`);
  }
}

/** Without the library's error: it may quote the request with its key id and signature. */
function faultOf(verb: string, error: unknown): S3Fault {
  if (!(error instanceof Error)) return new S3Fault(verb, "Unknown", undefined);
  const { $metadata: answer } = error as { $metadata?: { httpStatusCode?: number } };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const kind = /region is missing/i.test(error.message) ? "RegionMissing" : (code ?? error.name);
  return new S3Fault(verb, kind, answer?.httpStatusCode);
}
