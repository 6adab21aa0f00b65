import type { Page } from "@playwright/test";
import { hasSpoken, type Tour, visitor } from "./tour";

/** The audience's page while the speaker speaks, pauses, is cut off and stops. */
export async function audiencePage(tour: Tour, { page, address }: { page: Page; address: string }): Promise<void> {
  const { camera, network } = tour;
  const reader = await visitor(tour);
  await reader.goto(address);
  await hasSpoken(reader).catch(() => {});
  await camera.take(reader, "audience");
  await reader.locator(".lang-button").click();
  await camera.take(reader, "audience-language");
  await reader.getByRole("radio", { name: /العربية/ }).click();
  await reader.locator(".translation[lang=ar]").first().waitFor();
  await camera.take(reader, "audience-arabic");
  await reader.locator(".tools .menu .tool").click();
  await camera.take(reader, "audience-size");
  await reader.getByRole("radio").last().check();
  await reader.keyboard.press("Escape");
  await camera.take(reader, "audience-largest");
  await reader.keyboard.press("-");
  await reader.keyboard.press("-");
  await reader.locator(".lang-button").click();
  await reader.getByRole("radio", { name: /Tiếng Việt/ }).click();
  await reader.locator(".translation[lang=vi]").first().waitFor();
  await reader.locator(".scroll").hover();
  await reader.mouse.wheel(0, -4_000);
  await camera.take(reader, "audience-scrolled");
  await reader.keyboard.press("End");

  await page.keyboard.press("p");
  await reader.locator(".notice").waitFor();
  await camera.take(reader, "audience-paused");
  await page.keyboard.press("p");
  await reader.locator(".notice").waitFor({ state: "detached" });
  network.refuse();
  await reader.locator(".notice-late").waitFor();
  await camera.take(reader, "audience-offline");
  network.heal();
  await reader.locator(".notice-late").waitFor({ state: "detached" });
  await page.locator(".dock .btn-ink").click();
  await page.locator(".live .ending").waitFor();
  await camera.take(page, "live-ended");
  await reader.locator(".ending").waitFor();
  await camera.take(reader, "audience-ended");
  await reader.goto(`${address}x`);
  await reader.locator(".closed").waitFor();
  await camera.take(reader, "audience-no-link");
  await reader.context().close();
}

/** A link with a password. */
export async function passwordPage(tour: Tour, address: string): Promise<void> {
  const reader = await visitor(tour);
  await reader.goto(address);
  await reader.locator(".password").waitFor();
  await tour.camera.take(reader, "audience-password");
  await reader.locator(".password .input").fill("not this one");
  await reader.keyboard.press("Enter");
  await reader.locator(".wrong").getByText(/\S/).waitFor();
  await tour.camera.take(reader, "audience-wrong-password");
  await reader.context().close();
}
