import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createLog } from "#platform/log";
import { SpeechStandIn } from "#testing/google/speech";
import { GoogleTranslationStandIn } from "#testing/google/translation";
import { temporaryFolder } from "#testing/services/temporary-folder";
import { checkGoogleSpeech } from "#worker/stt/google/check";
import { checkGoogleTranslation } from "#worker/translation/google/check";

const log = createLog("worker", "silent");
const speech = new SpeechStandIn();
const translation = new GoogleTranslationStandIn();
let emulator = "";

beforeAll(async () => {
  process.env.METADATA_SERVER_DETECTION = "none";
  emulator = await speech.listen();
  await translation.start();
});
afterAll(async () => {
  speech.close();
  await translation.close();
});

const hearing = (service: object) =>
  checkGoogleSpeech(
    { project: "demo", location: "global", model: "latest_long", api: "v2", hints: [], emulator, ...service },
    log,
  );
const writing = (options: object) =>
  checkGoogleTranslation({ projectId: "demo", emulatorHost: translation.host, ...options }, log);

describe("the check of speech at a worker's start", () => {
  test("passes with working settings, and is billed one second", async () => {
    await hearing({});
    await hearing({ location: "us", model: "chirp_3" });
    await hearing({ api: "v1" });
    expect(speech.billedSeconds).toBe(3);
  });

  test.each([
    [{ project: "", emulator: undefined }, "needs GOOGLE_CLOUD_PROJECT: the id of your Google Cloud project."],
    [{ model: "chirp_3" }, "The model chirp_3 is not in global: set GOOGLE_STT_LOCATION to us, eu,"],
    [{ model: "chirp_2", location: "us" }, "The model chirp_2 is not in us: set GOOGLE_STT_LOCATION to us-central1,"],
    [{ model: "chirp", location: "us-central1" }, "The model chirp does not support streaming"],
    [{ api: "v1", model: "chirp_3" }, "The model chirp_3 needs v2: unset GOOGLE_STT_API."],
    [{ api: "v1", location: "eu" }, "v1 has no locations: unset GOOGLE_STT_LOCATION, or GOOGLE_STT_API."],
    [{ project: "nobodys" }, /refuses: Permission denied on resource project nobodys\. Check GOOGLE_CLOUD_PROJECT/],
    [{ location: "mars" }, /refuses: Expected resource location .* found mars\. Check GOOGLE_STT_MODEL and GOOGLE_STT/],
  ])("refuses %j in a sentence", async (service, sentence) => {
    await expect(hearing(service)).rejects.toThrow(sentence);
    await expect(hearing(service)).rejects.toMatchObject({ name: "EnvError" });
  });

  test.each([8, 13, 14])("passes with a warning on status %d, which may be temporary", async (code) => {
    const warn = vi.spyOn(log, "warn");
    const fault = { at: "opening" as const, code, times: 1 };
    speech.faults = [fault];
    await hearing({});
    expect(fault.times).toBe(0);
    const err = expect.objectContaining({ code });
    expect(warn.mock.calls).toEqual([[{ err }, "Google Cloud Speech does not answer yet"]]);
    warn.mockRestore();
  });
});

describe("the check of translation at a worker's start", () => {
  test("passes with working settings, after one request with a short word to the service that they name", async () => {
    const before = translation.requests.length;
    await writing({});
    await writing({ location: "us-central1", model: "translation-llm", glossary: "names" });
    const place = "projects/demo/locations";
    expect(translation.requests.slice(before)).toMatchObject([
      { parent: `${place}/global`, contents: ["OK"], model: "" },
      {
        parent: `${place}/us-central1`,
        contents: ["OK"],
        model: `${place}/us-central1/models/general/translation-llm`,
      },
    ]);
    await writing({ projectId: undefined, apiKey: "key-of-a-test", basicOrigin: translation.origin });
    expect(translation.basicRequests).toMatchObject([{ key: "key-of-a-test", q: [expect.any(String)] }]);
    expect(translation.requests).toHaveLength(before + 2);
  });

  test.each([
    [{ glossary: "names" }, "A glossary needs a location of its own: set GOOGLE_TRANSLATE_LOCATION"],
    [{ glossary: "gone", location: "us-central1" }, /refuses: Glossary .*gone is not found\. Check .*GLOSSARY/],
    [{ projectId: "nobodys" }, /refuses: Permission denied on projects\/nobodys.* Check GOOGLE_CLOUD_PROJECT/],
    [{ location: "mars" }, /refuses: Unsupported location "mars"\. Check GOOGLE_TRANSLATE_LOCATION/],
  ])("refuses %j in a sentence", async (options, sentence) => {
    await expect(writing(options)).rejects.toThrow(sentence);
  });

  test("refuses a key that Google refuses", async () => {
    translation.faults.set("vi", { code: 403, message: "The key is blocked" });
    const refused = writing({ projectId: undefined, apiKey: "key-of-a-test", basicOrigin: translation.origin });
    await expect(refused).rejects.toThrow(/lack the role/);
    translation.faults.clear();
  });
});

test("a worker with a missing setting prints one sentence about it and ends with status 1", async () => {
  const project = { GOOGLE_CLOUD_PROJECT: "demo" };
  const cases = [
    [{}, "STT_ENGINE=google needs GOOGLE_CLOUD_PROJECT"],
    [project, "there are no credentials. Run `gcloud auth application-default login`"],
    [{ ...project, GOOGLE_APPLICATION_CREDENTIALS: "/nowhere" }, "GOOGLE_APPLICATION_CREDENTIALS names a file"],
  ] as const;
  const home = temporaryFolder();
  const outcomes = await Promise.all(cases.map(([settings]) => startWorker({ HOME: home, ...settings })));
  for (const [at, { status, said }] of outcomes.entries()) {
    expect(said).toContain(cases[at]?.[1]);
    expect(said.trim().split("\n")).toHaveLength(1);
    expect(said).not.toContain("/nowhere");
    expect(status).toBe(1);
  }
  rmSync(home, { recursive: true });
});

async function startWorker(settings: Record<string, string>): Promise<{ status: number | null; said: string }> {
  const worker = spawn(process.execPath, ["--import", "tsx", "worker/index.ts"], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      METADATA_SERVER_DETECTION: "none",
      DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
      REDIS_URL: "/nowhere",
      STT_ENGINE: "google",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const output of [worker.stdout, worker.stderr]) output.on("data", (data) => (said += String(data)));
  await once(worker, "close");
  return { status: worker.exitCode, said };
}
