import { expect, test } from "vitest";
import { secondDisplay, windowFeatures } from "#app/live/open-caption-screen";

const display = (availLeft: number) => ({ availLeft, availTop: 0, availWidth: 1920, availHeight: 1080 });
const [own, other] = [display(0), display(1_920)];
const view = (isExtended: boolean, ask?: () => Promise<{ currentScreen: typeof own; screens: (typeof own)[] }>) => ({
  screen: { isExtended },
  ...(ask && { getScreenDetails: ask }),
});

test("the second display is requested only if there is one, and a refusal opens a plain window", async () => {
  const details = async () => ({ currentScreen: own, screens: [own, other] });
  const never = () => Promise.reject(new Error("asked"));
  expect(await secondDisplay(view(true, details))).toBe(other);
  expect(await secondDisplay(view(false, never))).toBeNull();
  expect(await secondDisplay(view(true))).toBeNull();
  expect(await secondDisplay(view(true, never))).toBeNull();
  expect(windowFeatures(null)).toBe("popup");
  expect(windowFeatures(other)).toBe("popup,left=1920,top=0,width=1920,height=1080");
});
