import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PageSpeaker } from "#app/speaking/page-speaker";
import { FakeGateway } from "./fake-gateway";

const SESSION = "a".repeat(22);

let gateway: FakeGateway;
let speaker: PageSpeaker;
beforeEach(async () => {
  vi.useFakeTimers();
  gateway = new FakeGateway(SESSION);
  speaker = new PageSpeaker({ connection: gateway, sessionId: SESSION });
  speaker.begin();
  await vi.advanceTimersByTimeAsync(100);
  expect(speaker.getSnapshot()).toMatchObject({ mode: "speaking", sender: { kind: "speaking" } });
});
afterEach(() => {
  speaker.close();
  vi.useRealTimers();
});

test("the page's state follows the sender at once, without a timer", async () => {
  gateway.cut();
  expect(speaker.getSnapshot().sender?.kind).toBe("reconnecting");
  gateway.heal();
  await vi.advanceTimersByTimeAsync(100);
  gateway.tell("take", { take: 2 });
  expect(speaker.getSnapshot()).toMatchObject({ mode: "elsewhere", sender: { kind: "superseded", accepting: false } });
});

test("a stop and the end of the sender show at once", async () => {
  void speaker.stop();
  expect(speaker.getSnapshot().stopping).toBe(true);
  await vi.advanceTimersByTimeAsync(500);
  expect(speaker.getSnapshot()).toMatchObject({ stopping: true, sender: { kind: "stopped" } });
});

test("a page that speaks again gives the kept sound to a new sender", async () => {
  gateway.tell("take", { take: 2 });
  gateway.take = 3;
  speaker.begin();
  await vi.advanceTimersByTimeAsync(100);
  expect(speaker.getSnapshot()).toMatchObject({ mode: "speaking", sender: { kind: "speaking" } });
});
