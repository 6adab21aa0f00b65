import type { Page } from "@playwright/test";
import type { ScriptedProduct } from "#testing/scripted-product/scripted-product";
import { giveHistory } from "../screenshots/past";
import { canStandStill, goOn, standStillAt } from "../screenshots/still";
import { LAST_WORDS, untilLastWords } from "../screenshots/tour";
import { expectNoBarriers } from "./support/barriers";
import { expectShownInForcedColors } from "./support/forced-colors";
import { expectCaptions, expectFits } from "./support/layout";
import { test } from "./support/scripted-product";
import { expect, idOf, reload, start, visit } from "./support/test";

// Vietnamese texts are longer; the other tests use English.
const LOCALE = "vi-VN";

test.use({ locale: LOCALE });

test("axe finds no barrier on any page of a session, its audience and the history", async ({
  page,
  browser,
  scripted,
}) => {
  await canStandStill(page);
  await visit(page, "/sessions");
  await expectUsable(page, "no sessions yet");
  await visit(page, "/");
  await page.locator(".add").click();
  await expectUsable(page, "start, with the languages open");
  await page.keyboard.press("Escape");

  await start(page);
  await expect(page.locator(".seg .translation:not(.pending)").first()).toBeVisible();
  await page.keyboard.press("p");
  await expect(page.locator(".notices .notice")).toBeVisible();
  await page.locator(".panel .first-link button").click();
  await page.locator(".panel .linkline").waitFor();
  await page.locator(".health").waitFor();
  const address = (await page.locator(".panel .linkline b").getAttribute("title")) ?? "";
  const reader = await (await browser.newContext({ locale: LOCALE })).newPage();
  await canStandStill(reader);
  await visit(reader, address);
  await expect(reader.locator(".seg").first()).toBeVisible();
  // Both pages are checked while a sentence is being spoken.
  for (const one of [page, reader]) await standStillAt(one, LAST_WORDS);
  await page.keyboard.press("p");
  for (const [one, what] of [
    [page, "live, with a link"],
    [reader, "audience"],
  ] as const) {
    await untilLastWords(one);
    await expectUsable(one, `${what}, with a sentence that is being spoken`);
    await expectCaptions(one, what);
  }
  for (let step = 0; step < 3; step += 1) await reader.keyboard.press("+");
  await expect(reader.locator(".size-largest")).toBeVisible();
  await expectFits(reader, "audience, with the largest text");
  await expectCaptions(reader, "audience, with the largest text");
  await goOn(reader);
  const announce = reader.locator(".tool:has([role=switch])").last();
  await expectShownInForcedColors(reader, announce, () => announce.locator("input").dispatchEvent("click"));
  await expectEditorFits(page);
  await goOn(page);
  await reader.locator(".lang-button, .tools .menu .tool").first().click();
  await expect(reader.locator("dialog[open]")).toBeVisible();
  await expectUsable(reader, "audience, with a choice open");
  await reader.keyboard.press("Escape");
  const screen = await reader.context().newPage();
  await screen.goto(`${address}/screen?original=on&code=on&background=light`);
  await expect(screen.locator(".text").first()).not.toBeEmpty();
  await expectNoBarriers(screen, "caption screen");
  // Phones read its code only dark on white, also in forced colours.
  await expect(screen.locator(".join path")).toHaveAttribute("d", /./);
  const code = await screen.locator(".join svg").screenshot();
  await screen.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  expect((await screen.locator(".join svg").screenshot()).equals(code)).toBe(true);
  await screen.close();
  await page.locator(".languages-open").click();
  await expectUsable(page, "languages");
  await page.keyboard.press("Escape");
  await page.keyboard.press("f");
  await page.locator(".code-screen .qr path").waitFor();
  await expectUsable(page, "code");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expectUsable(page, "keyboard");
  const keys = page.locator("dialog .switch input");
  await expectShownInForcedColors(page, keys, () => keys.dispatchEvent("click"));
  await keys.check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await expect(page.locator(".notices .notice")).toBeVisible();
  await expectUsable(page, "paused");
  await page.keyboard.press("p");
  await page.locator(".dock .apart .btn").click();
  await expectUsable(page, "the question whether the session is to end");
  await page.locator("dialog .btn-delete").click();
  await expect(page.locator(".ending")).toBeVisible();
  await expectUsable(page, "ended");
  await expect(reader.locator(".ending")).toBeVisible();
  await expectUsable(reader, "audience, ended");
  await visit(reader, `${address}x`);
  await expect(reader.locator(".closed")).toBeVisible();
  await expectUsable(reader, "no such link");

  await page.locator(".dock .btn-ink").click();
  await page.waitForURL(/\/sessions\//);
  await expectUsable(page, "session");
  await expectShownInForcedColors(page, page.locator(".wave"), () => page.keyboard.press("ArrowRight"));
  const lines = page.locator(".bar .seg-ctl").first();
  for (const shown of [1, 0]) {
    const choice = lines.locator("input").nth(shown);
    await expectShownInForcedColors(page, lines, () => choice.dispatchEvent("click"));
  }
  await expectUncertainMarked(page, scripted);
  await page.locator(".acts .lesser").first().click();
  await page.locator("dialog .input").fill("Sống chung với nước mặn ".repeat(9).slice(0, 200).trim());
  await page.keyboard.press("Enter");
  await expect(page.locator("h1.long")).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("a");
  await expect(page.locator(".found-in .btn").first()).toBeVisible();
  await expectUsable(page, "session, with a long title and words that were found");
  await page.keyboard.press("Escape");
  // A line with a sentence after it: lines are not joined across a pause.
  await page.locator(".edit-line").nth(-2).click();
  await expect(page.locator(".editor textarea").first()).toHaveAccessibleDescription(/^Không chắc chắn: \S+$/);
  await page.locator(".menu-open").click();
  await expectUsable(page, "session, with the menu of a line");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.locator(".editor")).toHaveCount(0);
  await page.locator(".session .acts .btn-ink").click();
  await page.locator(".link-form input[name=link-password]").fill("open sesame");
  await page.locator(".link-form > .btn").click();
  await expect(page.locator(".links li")).toHaveCount(2);
  await expectUsable(page, "share");
  await page.locator(".links .show-code").first().click();
  await visit(reader, `http://${await page.locator(".code-screen .address").textContent()}`);
  await reader.locator(".password .input").fill("sesame");
  await reader.keyboard.press("Enter");
  await expect(reader.locator(".wrong")).not.toBeEmpty();
  await expectUsable(reader, "password");
  await reader.context().close();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.locator(".acts .btn-danger").click();
  await expectUsable(page, "delete");
  await page.keyboard.press("Escape");
  await giveHistory(scripted, await idOf(page));
  await visit(page, "/sessions?q=salt");
  await expect(page.locator(".weeks")).toBeVisible();
  await expect(page.locator(".hit").first()).toBeVisible();
  await expectUsable(page, "sessions, with the weeks and what was found");
  await expectSessionsInSight(page);
  await page.locator(".item-acts button").first().click();
  await expectUsable(page, "rename");
  await visit(page, "/sessions?q=tôi");
  // The first result is the session of this test, the second a talk of the history.
  const places = page.locator(".hits").nth(1);
  await expect(places.locator(".hit")).toHaveCount(3);
  await places.locator(".btn").press("Enter");
  await expect(places.locator(".hit")).toHaveCount(5);
  await expect(places.locator(".hit").nth(3)).toBeFocused();
  await expectUsable(page, "all places");
  await visit(page, "/nowhere");
  await expectUsable(page, "not found");
});

/** The editor opens on the last line while a sentence is being spoken: its buttons and the words below it stay in sight. */
async function expectEditorFits(page: Page): Promise<void> {
  await page.locator(".talk .edit-line").last().click();
  for (const at of [".editor .btn-ink", ".editor textarea >> nth=0", ".spoken-now .original"])
    await expect(page.locator(at)).toBeInViewport();
  for (const size of [
    { width: 320, height: 256 },
    { width: 390, height: 480 },
  ]) {
    await page.setViewportSize(size);
    for (const at of [".form-end .btn-ink", ".form-end .btn-quiet", ".menu-open"])
      await expect(page.locator(`.editor ${at}`)).toBeInViewport({ ratio: 1 });
  }
  await expectUsable(page, "live, with an editor");
  await page.keyboard.press("Escape");
  await expect(page.locator(".edit-line").last()).toBeFocused();
  // The log has not moved sideways under the focus.
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.locator(".scroll").evaluate((box) => [box.scrollLeft, box.scrollWidth - box.clientWidth])).toEqual([
    0, 0,
  ]);
}

/** On a small phone the filters are closed: the first session is in sight, and a press shows them. */
async function expectSessionsInSight(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate("scrollTo(0, 0)");
  await expect(page.locator(".item h2").first()).toBeInViewport({ ratio: 1 });
  await expect(page.locator(".filters select").first()).toBeHidden();
  await page.locator(".filters-open summary").press("Enter");
  await expect(page.locator(".filters select").first()).toBeVisible();
  await page.locator(".filters-open summary").press("Enter");
  await page.setViewportSize({ width: 1440, height: 900 });
}

/**
 * Uncertain words are read and marked when the switch is pressed, also in forced colours and in screen readers, and after
 * a reload without a press.
 */
async function expectUncertainMarked(page: Page, scripted: ScriptedProduct): Promise<void> {
  const originals = page.locator(".transcript .original");
  const words = (await originals.allInnerTexts()).flatMap((text) => text.split(" ")[1]?.replace(/[.,]$/, "") ?? []);
  await scripted.doubt(new URL(page.url()).pathname.split("/").at(-1) ?? "");
  const choice = page.locator(".uncertain-switch input");
  await expect(choice).not.toBeChecked();
  await expectShownInForcedColors(page, originals.first(), () => choice.dispatchEvent("click"));
  for (const isFirst of [true, false]) {
    await expect(choice).toBeChecked();
    await expect(page.locator(".uncertain-switch [role=status]")).toHaveText(`${words.length} từ không chắc chắn`);
    const marked = await page.evaluate(() =>
      [...(CSS.highlights.get("uncertain") ?? [])].map(({ startContainer, startOffset, endOffset }) =>
        startContainer.textContent?.slice(startOffset, endOffset),
      ),
    );
    expect(marked).toEqual(words);
    await expect(originals.first()).toHaveAttribute("aria-description", `Không chắc chắn: ${words[0]}`);
    if (isFirst) await reload(page);
  }
}

/** No barriers, and no layout faults on small screens and in large text. */
async function expectUsable(page: Page, where: string): Promise<void> {
  await expectNoBarriers(page, where);
  await expectFits(page, where);
}
