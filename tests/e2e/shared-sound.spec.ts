import type { Page } from "@playwright/test";
import { chromium } from "#testing/browser/chromium";
import { microphoneFile } from "#testing/browser/microphone-file";
import { join16, SENTENCES, silence, speak } from "#testing/examples/speech";
import { endSession, expect, linesOf, reload, start, test, visit } from "./support/test";

/** Chromium's fake share and fake microphones play this: long silences leave room for the other source. */
const sharedFile = () => join16(silence(4_000), speak(SENTENCES[1]), silence(12_000));

test.use({
  launchOptions: chromium(microphoneFile("shared-sound", sharedFile)),
  // Chromium checks the camera's policy too, and shares all the same.
  expected: /camera is not allowed/,
});

/** What a test reaches in the page. */
type Reached = { streams: MediaStream[]; say: () => void };

/** Keeps the streams that the page opens. */
async function reachStreams(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const reached: Reached = { streams: [], say: () => {} };
    Object.assign(globalThis, { reached });
    for (const name of ["getUserMedia", "getDisplayMedia"] as const) {
      const open = navigator.mediaDevices[name].bind(navigator.mediaDevices);
      navigator.mediaDevices[name] = async (options) => {
        const stream = await open(options);
        reached.streams.push(stream);
        return stream;
      };
    }
  });
}

/** Chromium's fake devices never vanish: their newest track ends as that of an unplugged microphone or a closed tab does. */
async function endNewestTrack(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { streams } = Reflect.get(globalThis, "reached") as Reached;
    const track = streams.flatMap((stream) => stream.getAudioTracks()).at(-1);
    track?.stop();
    track?.dispatchEvent(new Event("ended"));
  });
}

/** A microphone of its own, which says this once it is told to. */
async function speakInto(page: Page, sound: Uint8Array): Promise<() => Promise<void>> {
  await page.addInitScript((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const samples = new Int16Array(bytes.buffer);
    const reached = Reflect.get(globalThis, "reached") as Reached;
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext();
      const microphone = context.createMediaStreamDestination();
      reached.say = () => {
        const buffer = context.createBuffer(1, samples.length, 16_000);
        buffer.copyToChannel(
          Float32Array.from(samples, (sample) => sample / 32_768),
          0,
        );
        const source = new AudioBufferSourceNode(context, { buffer });
        source.connect(microphone);
        source.start();
      };
      return microphone.stream;
    };
  }, Buffer.from(sound).toString("base64"));
  return () => page.evaluate(() => (Reflect.get(globalThis, "reached") as Reached).say());
}

test("a shared tab and the microphone are heard together, and the microphone alone when the share ends", async ({
  page,
}) => {
  await reachStreams(page);
  const say = await speakInto(page, speak(SENTENCES[3]));
  await visit(page, "/");
  await page.getByRole("combobox", { name: "Sound from" }).selectOption("Both, mixed");
  await expect(page.getByText("Wear headphones.")).toBeVisible();
  await start(page);
  const words = async () => (await linesOf(page).allInnerTexts()).join(" ");
  await expect.poll(words).toMatch(/meeting/i);
  await say();
  await expect.poll(words).toMatch(/coffee/i);

  await endNewestTrack(page);
  const ended = page.getByText("The shared sound has ended.");
  await expect(ended).toBeVisible();
  await expect(page.getByText("The microphone is still heard.")).toBeVisible();
  await page.getByRole("button", { name: "Choose again" }).click();
  await expect(ended).toHaveCount(0);

  // A reload ends a share, and a page may not begin one without a press.
  await reload(page);
  const again = page.getByText("Choose the tab again.");
  await expect(again).toBeVisible();
  await page.getByRole("button", { name: "Use the microphone" }).click();
  await expect(again).toHaveCount(0);
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
});

test("when the microphone vanishes, the page goes on with the next one, and back when it is asked to", async ({
  page,
}) => {
  await reachStreams(page);
  await start(page);
  await page.getByRole("button", { name: /Fake Default Audio Input/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("switch", { name: "Feed from a mixing desk" }).check();
  await dialog.getByRole("button", { name: "Fake Audio Input 1" }).click();
  await expect(page.getByRole("button", { name: /Fake Audio Input 1/ })).toBeVisible();

  await endNewestTrack(page);
  await expect(page.getByText("Now listening to Fake Default Audio Input.")).toBeVisible();
  await page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event("devicechange")));
  await expect(page.getByText("Fake Audio Input 1 is connected again.")).toBeVisible();
  await page.getByRole("button", { name: "Use it again" }).click();
  await expect(page.getByRole("button", { name: /Fake Audio Input 1/ })).toBeVisible();
  await expect(linesOf(page).first()).toContainText(/meeting/i);
  await endSession(page);
});
