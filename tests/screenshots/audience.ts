import type { Page } from "@playwright/test";
import { goOn, standStillAt } from "./still";
import {
  createLink,
  end,
  entitle,
  hasTranslated,
  LAST_WORDS,
  speak,
  TITLE,
  type Tour,
  untilLastWords,
  visitor,
} from "./tour";

/**
 * The page of readers: while the speaker speaks, pauses, loses the connection and stops; and links with export and
 * password.
 */
export async function audiencePages(tour: Tour): Promise<void> {
  const { camera } = tour;
  const page = await visitor(tour);
  await speak(page);
  await entitle(page, TITLE);
  const address = await createLink(page);
  const reader = await visitor(tour);
  // The speaker is silent until the reader has joined.
  await page.keyboard.press("p");
  await page.locator(".notices .notice").waitFor();
  await reader.goto(address);
  await reader.locator(".notice").waitFor();
  await camera.take(reader, "audience-joined");
  await standStillAt(reader, LAST_WORDS);
  await page.keyboard.press("p");
  await untilLastWords(reader);
  await hasTranslated(reader);
  await camera.take(reader, "audience");
  await goOn(reader);
  await choices(tour, reader);
  await troubles(tour, page, reader);
  const screen = await reader.context().newPage();
  for (const look of ["lang=vi", "lang=vi&second=es&layout=side&original=on&lines=2&code=on&background=light"]) {
    await screen.goto(`${address}/screen?${look}`);
    await screen.locator(".text p").first().waitFor();
    await camera.take(screen, look.includes("second") ? "screen-two-languages" : "screen");
  }
  await screen.close();
  await otherInterfaces(tour, address);
  await end(page);
  await reader.locator(".ending").waitFor();
  await camera.take(reader, "audience-ended");
  await reader.goto(`${address}x`);
  await reader.locator(".closed").waitFor();
  await camera.take(reader, "audience-no-link");
  await otherLinks(tour, page);
  for (const one of [page, reader]) await one.context().close();
}

/** Interfaces that only readers have: one from right to left, and one whose language the session lacks. */
async function otherInterfaces(tour: Tour, address: string): Promise<void> {
  const { camera } = tour;
  // They are the same for each language of the other pages.
  if (camera.language !== "en") return;
  const arabic = await visitor(tour, "ar-EG");
  await arabic.goto(address);
  await arabic.locator(".seg").first().waitFor();
  await camera.take(arabic, "audience-in-arabic");
  await arabic.locator(".tools .menu .tool").click();
  await arabic.locator(".display").waitFor();
  await camera.take(arabic, "audience-in-arabic-display");
  await arabic.goto(`${address}x`);
  await arabic.locator(".closed").waitFor();
  await camera.take(arabic, "audience-no-link-in-arabic");
  await arabic.goto("/join?code=222-222");
  await camera.take(arabic, "join-wrong-in-arabic");
  await arabic.context().close();
  for (const [name, locale] of [
    ["japanese", "ja-JP"],
    ["chinese", "zh-CN"],
    ["korean", "ko-KR"],
  ] as const) {
    const reader = await visitor(tour, locale);
    await reader.goto(address);
    await reader.locator("dialog .lang").first().waitFor();
    await camera.take(reader, `audience-asked-in-${name}`);
    await reader.keyboard.press("Escape");
    await reader.locator(".seg").first().waitFor();
    await camera.take(reader, `audience-in-${name}`);
    await reader.locator(".tools .menu .tool").click();
    await reader.locator(".display").waitFor();
    await camera.take(reader, `audience-in-${name}-display`);
    await reader.context().close();
  }
}

/** The choices of a reader. */
async function choices({ camera }: Tour, reader: Page): Promise<void> {
  await reader.locator(".lang-button").click();
  await camera.take(reader, "audience-language");
  await reader.getByRole("radio", { name: /العربية/ }).click();
  await reader.locator(".log .translation[lang=ar]").first().waitFor();
  await camera.take(reader, "audience-arabic");
  await reader.locator(".tools .menu .tool").click();
  await camera.take(reader, "audience-size");
  await reader.locator(".display .size-largest input").check();
  await reader.keyboard.press("Escape");
  await camera.take(reader, "audience-largest");
  await reader.keyboard.press("-");
  await reader.keyboard.press("-");
  await reader.locator(".lang-button").click();
  await reader.getByRole("radio", { name: /Tiếng Việt/ }).click();
  await reader.locator(".log .translation[lang=vi]").first().waitFor();
  await reader.locator(".scroll").hover();
  await reader.mouse.wheel(0, -4_000);
  await camera.take(reader, "audience-scrolled");
  await reader.keyboard.press("End");
}

async function troubles({ camera, network }: Tour, page: Page, reader: Page): Promise<void> {
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
  await page.locator(".notices .notice-late").waitFor({ state: "detached" });
}

/** A link with export, and a link with a password. */
async function otherLinks(tour: Tour, page: Page): Promise<void> {
  const { camera } = tour;
  const reader = await visitor(tour);
  await reader.goto(await makeLink(page, async (form) => void (await form.locator(".switch input").first().check())));
  await reader.locator(".seg").first().waitFor();
  await camera.take(reader, "audience-may-export");
  await reader.locator("button.tool").last().click();
  await reader.locator("dialog").waitFor();
  await camera.take(reader, "audience-export");
  await reader.keyboard.press("Escape");

  await reader.goto(await makeLink(page, (form) => form.locator("input[name=link-password]").fill("open sesame")));
  await reader.locator(".password").waitFor();
  await camera.take(reader, "audience-password");
  await reader.locator(".password .input").fill("not this one");
  await reader.keyboard.press("Enter");
  await reader.locator(".wrong").getByText(/\S/).waitFor();
  await camera.take(reader, "audience-wrong-password");
  await reader.context().close();
}

/** @param fill fills in the link form @returns the link's address */
async function makeLink(page: Page, fill: (form: ReturnType<Page["locator"]>) => Promise<void>): Promise<string> {
  const id = new URL(page.url()).pathname.split("/").at(-1);
  await page.goto(`/sessions/${id}`);
  await page.locator(".session .acts .btn-ink").click();
  await page.locator(".links li").first().waitFor();
  const before = await page.locator(".links li").count();
  await fill(page.locator(".link-form"));
  await page.locator(".link-form > .btn").click();
  await page.locator(".links li").nth(before).waitFor();
  // The newest link is first.
  await page.locator(".links li").first().locator(".show-code").click();
  const address = await page.locator(".code-screen .address").textContent();
  return `https://${address}`;
}
