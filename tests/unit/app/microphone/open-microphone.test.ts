import { afterEach, expect, test, vi } from "vitest";
import { openMicrophone } from "#app/microphone/open-microphone";

/** A browser without the wanted microphone, which throws the errors of `getUserMedia`. */
function browserThatThrows(names: readonly string[]): { readonly wanted: (string | undefined)[] } {
  const wanted: (string | undefined)[] = [];
  const getUserMedia = async ({ audio }: { audio: { deviceId?: { exact: string } } }) => {
    wanted.push(audio.deviceId?.exact);
    throw Object.assign(new Error(), { name: names[wanted.length - 1] });
  };
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("AudioWorkletNode", class {});
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });
  return { wanted };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const open = (deviceId?: string) =>
  openMicrophone(
    deviceId === undefined ? {} : { deviceId },
    () => {},
    () => {},
  );

test("if the wanted microphone is not connected, the default is tried once", async () => {
  const { wanted } = browserThatThrows(["OverconstrainedError", "NotFoundError"]);
  expect(await open("headset")).toEqual({ opened: { kind: "missing" }, isDefaultInstead: true });
  expect(wanted).toEqual(["headset", undefined]);
});

test("another problem of the wanted microphone is reported, and the default is not tried", async () => {
  const { wanted } = browserThatThrows(["NotAllowedError"]);
  expect(await open("headset")).toEqual({ opened: { kind: "denied" }, isDefaultInstead: false });
  expect(wanted).toEqual(["headset"]);
});

test("a worklet that cannot be loaded is told from a busy microphone, and the microphone is let go", async () => {
  browserThatThrows([]);
  const stop = vi.fn();
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: async () => ({ getTracks: () => [{ stop }] }) } });
  const addModule = async () => {
    throw new DOMException("Unable to load a worklet's module.", "AbortError");
  };
  vi.stubGlobal(
    "AudioContext",
    class {
      readonly audioWorklet = { addModule };
      createMediaStreamSource() {}
      async close() {}
    },
  );
  expect((await open()).opened).toEqual({ kind: "not-loaded" });
  expect(stop).toHaveBeenCalledOnce();
});

test("without a wanted microphone the default is tried once", async () => {
  const { wanted } = browserThatThrows(["NotFoundError"]);
  expect(await open()).toEqual({ opened: { kind: "missing" }, isDefaultInstead: false });
  expect(wanted).toEqual([undefined]);
});
