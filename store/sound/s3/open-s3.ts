import { randomBytes } from "node:crypto";
import { type CommonEnv, EnvError, s3Settings } from "#platform/env";
import type { Log } from "#platform/log";
import { setSoundObjects } from "../object-store";
import { S3Fault, S3Objects } from "./s3-objects";

/** What a process does with objects: a worker writes and deletes them too. */
type Use = "read" | "write";

/**
 * Opens the object store of stored sound for this process. Where SOUND_STORE is set, it first reads an object, and writes and
 * deletes one if the process will. A failure that may pass is only logged: captions do not need the store.
 * @throws EnvError with one sentence that names the wrong setting
 */
export async function openSoundObjects(env: CommonEnv, log: Log, use: Use): Promise<{ close(): void }> {
  const isMissing = () => log.warn("an object of stored sound does not exist: its sound is silence");
  const store = new S3Objects(s3Settings(env), isMissing);
  const place = env.SOUND_STORE?.replace(/^s3:\/\//, "").replace(/\/$/, "") ?? null;
  const opened = setSoundObjects({ store, place });
  if (place === null) return opened;
  const tried = new S3Objects(s3Settings(env));
  try {
    await tryStore(tried, `${place}/${randomBytes(16).toString("base64url")}`, use);
  } catch (error) {
    const sentence = startSentence(error, place, env);
    if (sentence === null) log.warn({ err: error }, "the object store of stored sound does not answer yet");
    else {
      opened.close();
      throw new EnvError(`SOUND_STORE: ${sentence}`);
    }
  } finally {
    tried.close();
  }
  return opened;
}

async function tryStore(store: S3Objects, location: string, use: Use): Promise<void> {
  if (use === "write") {
    await store.put(location, Buffer.from("Interline checks that it may write here."));
    await store.delete(location);
  }
  // Without the right to list, AWS answers as if a missing object were forbidden.
  await store.get(location);
}

/** S3's and Node's codes of failures that do not pass by themselves. */
const CREDENTIALS = /^(InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken|ExpiredToken|InvalidSecurity)$/;
const REGION = /^(PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException|Redirect|301|307)$/;
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY|SELF_SIGNED/;
const NO_TLS = /^(EPROTO|ERR_SSL|ERR_TLS)/;
const NOT_HTTP = /^HPE_/;

/** @returns null when the failure may be temporary */
function startSentence(error: unknown, place: string, env: CommonEnv): string | null {
  if (!(error instanceof S3Fault)) return null;
  const { kind, status } = error;
  const { endpoint } = s3Settings(env);
  const server = endpoint === undefined ? "AWS" : new URL(endpoint).host;
  const [bucket] = place.split("/", 1);
  const where = endpoint === undefined ? "AWS_REGION" : "SOUND_S3_ENDPOINT";
  if (kind === "CredentialsProviderError")
    return "there are no credentials for S3. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
  if (kind === "RegionMissing") return "set AWS_REGION to the region of the bucket.";
  if (kind === "NoSuchBucket") return `${server} has no bucket ${bucket}. Check SOUND_STORE and ${where}.`;
  if (CREDENTIALS.test(kind))
    return `${server} refuses the credentials (${kind}). Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.`;
  if (kind === "RequestTimeTooSkewed") return `${server} refuses requests: the clock of this machine is wrong.`;
  if (REGION.test(kind) || status === 301) return `the bucket ${bucket} is in another region. Check AWS_REGION.`;
  if (CERTIFICATE.test(kind))
    return `the certificate of ${server} is not trusted (${kind}). Set NODE_EXTRA_CA_CERTS to the file of its authority.`;
  if (NO_TLS.test(kind)) return `${server} does not speak TLS (${kind}). Check SOUND_S3_ENDPOINT.`;
  if (NOT_HTTP.test(kind)) return `${server} does not answer as S3 does (${kind}). Check SOUND_S3_ENDPOINT.`;
  if (kind === "ENOTFOUND") return `the host ${server} is not known. Check ${where}.`;
  if (status === 403)
    return `${server} refuses (${kind}). The credentials need s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket for ${bucket}.`;
  const isPassing = status === undefined || status >= 500 || status === 408 || status === 429;
  return isPassing
    ? null
    : `${server} does not answer as S3 does (${kind}, ${status}). Check SOUND_STORE and ${where}.`;
}
