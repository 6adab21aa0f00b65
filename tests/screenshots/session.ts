import type { Page } from "@playwright/test";
import { giveHistory } from "./past";
import { PAST } from "./talks";
import { signInAnonymously, type Tour, visitor } from "./tour";

/** A finished session and its owner's actions. */
export async function sessionPages(tour: Tour): Promise<void> {
  const { camera } = tour;
  const page = await visitor(tour);
  await page.goto("/sessions");
  const ids = await giveHistory(tour.scripted, await signInAnonymously(page));
  await page.goto(`/sessions/${ids[PAST.findIndex(({ failure }) => failure !== null)]}`);
  await page.locator(".notice-failed").waitFor();
  await camera.take(page, "session-failed");
  await page.goto(`/sessions/${ids[0]}`);
  await page.locator(".editable").first().waitFor();
  await camera.take(page, "session");
  await correct(tour, page);

  await page.locator(".export > .btn").click();
  await camera.take(page, "session-export");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("salt");
  await page.keyboard.press("Enter");
  await camera.take(page, "session-find");
  await page.keyboard.press("Escape");
  await page.locator(".finding > .btn").click();
  await page.locator("dialog .input").first().fill("Bến Tre");
  await page.locator("dialog .input").last().fill("Bến Tre province");
  await camera.take(page, "session-replace");
  await page.locator("dialog .btn-ink").click();
  await page.locator("dialog .hint").getByText(/\d/).waitFor();
  await camera.take(page, "session-replaced");
  await page.keyboard.press("Escape");
  await links(tour, page);
  await page.locator(".acts .btn-danger").click();
  await camera.take(page, "session-delete");
  await page.context().close();
}

/** The editor of a line, and the message to the second of two people who edit it. */
async function correct({ camera }: Tour, page: Page): Promise<void> {
  await page.locator(".edit-line").nth(1).click();
  await page.locator(".editor textarea").first().waitFor();
  await camera.take(page, "session-editor");
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator(".edit-line").nth(1).click();
  await other.locator(".editor textarea").first().fill("Every dry season the sea comes further up the Mekong.");
  // Before the page has its connection it answers with an error, and the next press saves.
  while ((await other.locator(".editor").count()) > 0) {
    await other.keyboard.press("Control+Enter");
    await other.locator("body:not(:has(.editor)), .editor .wrong:not(:empty)").waitFor({ state: "attached" });
  }
  await other.close();
  await page.locator(".editor textarea").first().fill("Every dry season, the sea pushes further up the river.");
  await page.locator(".editor .btn-ink").click();
  await page.locator(".editor .wrong").getByText(/\S/).waitFor();
  await camera.take(page, "session-conflict");
  await page.locator(".editor .menu-open").click();
  await camera.take(page, "session-editor-menu");
  await page.getByRole("menuitem").nth(3).click();
  await page.locator(".versions .earlier li").first().waitFor();
  await camera.take(page, "session-versions");
  await page.keyboard.press("Escape");
  await page.locator(".editor .form-end .btn-quiet").last().click();
  await page.locator(".editor").waitFor({ state: "detached" });
}

async function links({ camera }: Tour, page: Page): Promise<void> {
  await page.locator(".session .acts .btn-ink").click();
  await page.locator(".links .hint").waitFor();
  await camera.take(page, "session-no-link");
  for (const [made, [label, password]] of [
    ["The board", "open sesame"],
    ["Everybody in the hall", ""],
    ["Guests", ""],
  ].entries()) {
    await page.locator(".link-form > .field input").fill(label ?? "");
    await page.locator(".link-form input[name=link-password]").fill(password ?? "");
    await page.locator(".link-form > .btn").click();
    await page.locator(".links li").nth(made).waitFor();
  }
  await page.locator(".links .btn-danger").last().click();
  await page.locator("dialog .btn-delete").waitFor();
  await camera.take(page, "session-revoke");
  await page.locator("dialog .btn-delete").click();
  await page.locator(".links .gone").waitFor();
  await page.locator(".links").scrollIntoViewIfNeeded();
  await camera.take(page, "session-share");
  await page.locator(".links .relabel").first().click();
  await page.locator(".links form").waitFor();
  await camera.take(page, "session-relabel");
  await page.locator(".links form .btn-quiet").click();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
}
