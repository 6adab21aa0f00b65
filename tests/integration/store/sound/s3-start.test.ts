import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readWorkerEnv } from "#platform/env";
import { createLog } from "#platform/log";
import { openSoundObjects } from "#store/sound/s3/open-s3";
import { selfSigned } from "#testing/network/https-proxy";
import { S3Server } from "#testing/objects/s3-server";
import { temporaryFolder } from "#testing/services/temporary-folder";

const folder = temporaryFolder();
const log = createLog("worker", "silent");
const s3 = await S3Server.start();
const secure = await S3Server.start(selfSigned());
/** A web server that is not S3. */
const other = createServer((_, response) => response.writeHead(405).end("no")).listen(0, "127.0.0.1");
await once(other, "listening");
const otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;

const SECRET = "a secret that no log may hold";

afterAll(async () => {
  await Promise.all([s3.close(), secure.close()]);
  other.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  // The library would look for the credentials of this machine.
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  vi.stubEnv("HOME", folder);
});
afterEach(() => {
  s3.network.heal();
  vi.unstubAllEnvs();
});

async function start(settings: Record<string, string>, use: "read" | "write" = "write"): Promise<void> {
  const env: Record<string, string> = { ...s3.env, ...settings };
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) vi.stubEnv(name, env[name]);
  const needed = { NODE_ENV: "test" as const, DATABASE_URL: "postgres://x", REDIS_URL: "/x" };
  const opened = await openSoundObjects(readWorkerEnv({ ...needed, ...env }), log, use);
  opened.close();
}

describe("the check of the object store at the start of a process", () => {
  test("passes with working settings, and leaves no object", async () => {
    await start({});
    await start({}, "read");
    await start({ SOUND_STORE: "s3://sound", SOUND_S3_ENDPOINT: "", AWS_ENDPOINT_URL_S3: s3.env.SOUND_S3_ENDPOINT });
    expect(s3.keys()).toEqual([]);
  });

  test.each([
    [{ SOUND_STORE: "s3://nothing/kept" }, /has no bucket nothing\. Check SOUND_STORE and SOUND_S3_ENDPOINT\./],
    [{ AWS_ACCESS_KEY_ID: "STRANGER" }, /refuses the credentials \(InvalidAccessKeyId\)\. Check AWS_ACCESS_KEY_ID/],
    [{ AWS_SECRET_ACCESS_KEY: SECRET }, /refuses the credentials \(SignatureDoesNotMatch\)\. Check AWS_ACCESS_KEY_ID/],
    [{ AWS_ACCESS_KEY_ID: "" }, /there are no credentials for S3\. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\./],
    [
      { SOUND_S3_ENDPOINT: "http://nobody.invalid" },
      /the host nobody\.invalid is not known\. Check SOUND_S3_ENDPOINT\./,
    ],
    [
      { SOUND_S3_ENDPOINT: otherUrl },
      /does not answer as S3 does \(.*405\)\. Check SOUND_STORE and SOUND_S3_ENDPOINT\./,
    ],
    [{ SOUND_S3_ENDPOINT: s3.env.SOUND_S3_ENDPOINT.replace("http:", "https:") }, /does not speak TLS/],
    [{ SOUND_S3_ENDPOINT: secure.env.SOUND_S3_ENDPOINT }, /certificate of .* is not trusted .*NODE_EXTRA_CA_CERTS/],
    [{ SOUND_S3_ENDPOINT: "" }, /SOUND_STORE: set AWS_REGION to the region of the bucket\./],
  ])("refuses %j in a sentence", async (settings, sentence) => {
    const refused = expect(start(settings)).rejects;
    await refused.toMatchObject({ name: "EnvError", message: expect.stringMatching(sentence) });
    await expect(start(settings)).rejects.not.toThrow(SECRET);
  });

  test.each(["refuse", "freeze"] as const)(
    "passes with a warning if the store is down (%s): captions need no store",
    async (fault) => {
      s3.network[fault]();
      const warn = vi.spyOn(log, "warn");
      await start({});
      expect(warn).toHaveBeenCalledOnce();
      warn.mockRestore();
    },
  );

  test.each(["s3://", "s3://bucket/../x", "https://bucket", "s3://Bucket/ü"])(
    "%s is not a SOUND_STORE",
    async (SOUND_STORE) => {
      await expect(start({ SOUND_STORE })).rejects.toThrow("SOUND_STORE: must be s3://bucket");
    },
  );
});
