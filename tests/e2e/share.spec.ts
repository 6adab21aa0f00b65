import { TALK } from "#testing/scripted-product/talk";
import { createLink, fontSizeOf, openAudience, reader, TRANSLATABLE, weigh, wrapTexts } from "./support/audience";
import { expectOnPaper } from "./support/paper";
import { expectAsked, expectMirrored, firstLine, log } from "./support/reader-language";
import { test } from "./support/scripted-product";
import { endSession, expect, linesOf, reload, start, startWith, transcript, visit } from "./support/test";

/** The limit of scripts that a reader's phone loads, compressed. */
const FIRST_LOAD_BYTES = 150_000;
/** The limit of scripts and styles that a caption screen loads. */
const SCREEN_BYTES = 40_000;

test("readers of two languages join late, switch, reload, are disconnected when the link is revoked, and return after an undo @phone", async ({
  page,
  browser,
}) => {
  await startWith(page, ["Spanish", "Arabic"]);
  const address = await createLink(page);

  const vietnamese = await reader(browser, "vi-VN");
  const weight = weigh(vietnamese);
  await visit(vietnamese, address);
  await expect(firstLine(vietnamese, "vi")).toHaveText(TALK[0].vi);
  expect(await weight()).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
  await expect(vietnamese.getByText("Trực tiếp", { exact: true })).toBeVisible();

  const spanish = await reader(browser, "es-ES");
  await visit(spanish, address);
  await expect(firstLine(spanish, "es")).toHaveText(TALK[0].es);
  await expect(log(spanish).locator("[lang=vi]")).toHaveCount(0);
  await expect(spanish.locator("html")).toHaveAttribute("lang", "es");
  await expect(spanish.getByText("En directo", { exact: true })).toBeVisible();
  await openAudience(page);
  await expect(page.getByText("reading now").locator("visible=true")).toBeVisible();
  await expect(page.locator(".count b").locator("visible=true")).toHaveText("2");
  await expect(page.locator(".per").locator("visible=true")).toContainText("Tiếng Việt");

  // A reader who joins late gets every line, also of another language.
  await expect(linesOf(page).nth(2)).toBeVisible();
  const arabic = await reader(browser, "ar");
  await visit(arabic, address);
  await expect(firstLine(arabic, "ar")).toHaveText(TALK[0].ar);
  await expectMirrored(arabic);
  await spanish.getByRole("button", { name: "Idioma de lectura: Español" }).click();
  await spanish.getByRole("radio", { name: /Tiếng Việt/ }).click();
  await expect(firstLine(spanish, "vi")).toHaveText(TALK[0].vi);
  await expect(log(spanish).locator("[lang=es]")).toHaveCount(0);
  await reload(vietnamese);
  await expect(firstLine(vietnamese, "vi")).toHaveText(TALK[0].vi);
  await expect(log(vietnamese).locator(".original").first()).toHaveText(TALK[0].en);
  await expect(vietnamese.locator(TRANSLATABLE)).toHaveCount(0);
  await wrapTexts(vietnamese);

  const opening = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Open caption screen" }).locator("visible=true").click();
  await expect((await opening).locator("main [lang=en-US]").first()).toContainText(TALK[0].en);
  await (await opening).close();
  const screen = await reader(browser, "fr-FR");
  await screen.setViewportSize({ width: 1920, height: 1080 });
  const screenWeight = weigh(screen, ["script", "stylesheet"]);
  await screen.goto(`${address}/screen?lang=es&second=ar&layout=side&lines=2&size=120&background=green&code=on`);
  const texts = screen.locator("main .text");
  await expect(texts.nth(0)).toContainText(TALK[2].es);
  await expect(texts.nth(1)).toContainText(TALK[2].ar);
  await expect(screen.locator(".join path")).toHaveCount(1);
  await expect(screen.locator(".join .short")).toHaveText(/\/[2-9c-y]{3}-[2-9c-y]{3}$/);
  await expect(screen.locator("p.sr")).toHaveText("Automático, puede contener errores");
  expect(await screenWeight()).toBeLessThanOrEqual(SCREEN_BYTES);
  await expect(screen.locator(".texts")).toHaveAttribute("translate", "no");
  await wrapTexts(screen);
  await expect(texts.nth(1).locator("p").last()).toHaveAttribute("dir", "rtl");
  await expect(screen.locator("main")).toHaveCSS("background-color", "rgb(0, 177, 64)");
  await expect(screen.locator("main")).toHaveCSS("cursor", "none");
  expect(await fontSizeOf(texts.first())).toBe(120);
  await expect(screen.locator("main [lang=en-US]")).toHaveCount(0);
  for (const key of ["o", "c", "-"]) await screen.keyboard.press(key);
  await expect(texts).toHaveCount(3);
  await expect(screen.locator(".join")).toBeHidden();
  expect(await fontSizeOf(texts.first())).toBe(108);
  expect(screen.url()).toMatch(/\?lang=es&second=ar&layout=side&original=on&lines=2&size=108&background=green$/);

  // A correction during the talk reaches the readers.
  const corrected = "Good evening, Bến Tre.";
  await page.keyboard.press("Escape");
  await page
    .getByRole("button", { name: /^Edit the line/ })
    .first()
    .click();
  const field = page.getByRole("textbox", { name: /^Original/ });
  await field.fill(corrected);
  await field.press("Control+Enter");
  await expect(log(vietnamese).locator(".original").first()).toHaveText(corrected);
  await expect(texts.first()).toContainText(corrected);
  await expect(firstLine(vietnamese, "vi")).not.toHaveText(TALK[0].vi);
  await openAudience(page);

  await page.getByRole("button", { name: "All links" }).locator("visible=true").click();
  const ask = page.getByRole("dialog", { name: "Revoke this link?" });
  await page.getByRole("button", { name: /^Revoke/ }).click();
  await expect(ask).toContainText("4 people are reading with it and will lose access at once.");
  await ask.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: /^Revoke/ })).toBeFocused();
  await page.getByRole("button", { name: /^Revoke/ }).click();
  await ask.getByRole("button", { name: "Revoke" }).press("Enter");
  const undo = page.getByRole("button", { name: /^Undo/ });
  await expect(undo).toBeFocused();
  for (const out of [vietnamese, spanish, arabic, screen]) await expect(out.locator(".closed h1")).toBeVisible();
  await undo.press("Enter");
  await expect(page.getByText(/works again/)).toBeVisible();
  for (const back of [vietnamese, spanish, arabic])
    await expect(firstLine(back, "vi").or(firstLine(back, "ar"))).toBeVisible();
  await expect(texts.first()).toBeVisible();
  await expectAsked(await reader(browser, "ko-KR"), address);

  await page.getByRole("button", { name: /^Revoke/ }).click();
  await ask.getByRole("button", { name: "Revoke" }).click();
  for (const out of [vietnamese, spanish, arabic, screen]) {
    await expect(out.locator(".closed h1")).toBeVisible();
    expect(await out.content()).not.toMatch(/sensors|cảm biến|Living with salt/);
    await out.context().close();
  }
  await expect(page.locator(".gone")).toHaveCount(1);
});

test("readers of captions only see one large text, are told of pause and end, also where a browser's translation has replaced the text nodes, and a page that is scrolled up does not move", async ({
  page,
  browser,
}) => {
  await visit(page, "/");
  await page.getByRole("button", { name: "Captions only" }).click();
  await expect(page.getByText("everyone reads what you say, in the language you speak")).toBeVisible();
  await page.locator(".go button").click();
  await page.waitForURL(/\/live\//);
  // A caption screen needs a link, so it creates the first one.
  await openAudience(page);
  const opening = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Open caption screen" }).locator("visible=true").click();
  const screen = await opening;
  const address = (await page.locator(".linkline b").locator("visible=true").getAttribute("title")) ?? "";
  await expect(screen).toHaveURL(`${address}/screen`);
  await screen.close();
  await page.keyboard.press("Escape");
  await expect(linesOf(page).nth(3)).toBeVisible();
  // The talk has an end: pause now, so that new lines come later.
  await page.getByRole("button", { name: "Pause" }).click();
  const reading = await reader(browser, "en-US");
  await reading.setViewportSize({ width: 360, height: 560 });
  await visit(reading, address);
  // The original alone, large, on the speaker's page and the reader's.
  await expect(linesOf(reading).first()).toHaveText(TALK[0].en);
  for (const one of [page, reading]) {
    await expect(transcript(one).locator(".original:not(.alone), .translation")).toHaveCount(0);
    expect(await fontSizeOf(linesOf(one).first())).toBeGreaterThanOrEqual(20);
  }
  await expect(linesOf(reading).nth(3)).toBeVisible();
  const log = reading.getByRole("group", { name: "Lines so far" });
  await log.hover();
  await reading.mouse.wheel(0, -2_000);
  const jump = reading.getByRole("button", { name: /^Jump to live/ });
  await expect(jump).toBeVisible();
  for (const one of [page, reading]) {
    await expect(one.locator(TRANSLATABLE)).toHaveCount(0);
    await wrapTexts(one);
  }
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(jump).toHaveText(/Jump to live, [1-9]\d* new/);
  expect(await log.evaluate((box) => box.scrollTop)).toBe(0);
  await jump.click();
  await expect(linesOf(reading).last()).toBeInViewport();

  // The browser of the tests has no voices: the switch does not stay on, and the page says why.
  const listen = reading.getByRole("switch", { name: "Listen" });
  await listen.click();
  await expect(reading.getByText("This device has no voice for this language.")).toBeVisible();
  await expect(listen).not.toBeChecked();
  const display = reading.getByRole("button", { name: "Display" });
  await display.click();
  for (const name of ["Largest", "High contrast", "Easy to read", "Widest", "Short"])
    await reading.getByRole("radio", { name, exact: true }).check();
  await reading.keyboard.press("Escape");
  await expect(display).toBeFocused();
  await reload(reading);
  // They are kept on this device.
  const last = linesOf(reading).last();
  expect(await fontSizeOf(last)).toBeGreaterThan(40);
  await expect(last).toHaveCSS("font-family", /^"?Lexend/);
  await expect.poll(() => reading.evaluate(() => document.fonts.check('20px "Lexend Variable"'))).toBe(true);
  await expect(reading.locator("body")).toHaveCSS("background-color", "rgb(0, 0, 0)");
  await wrapTexts(reading);

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(reading.getByText("The speaker has paused.")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(reading.getByText("The speaker has paused.")).toHaveCount(0);
  for (const one of [page, reading]) await expectOnPaper(one, "English, captions only");
  await endSession(page);
  await expect(reading.getByText("The session has ended.")).toBeVisible();
  await reload(reading);
  await expect(linesOf(reading).first()).toBeInViewport();
  await reading.context().close();
});

test("a link from the session page has a password and fewer languages, and markup in titles, names and lines stays text", async ({
  page,
  browser,
  scripted,
}) => {
  const hostile = "<img src=x onerror=\"document.title='broken'\">\u202e";
  const id = await start(page);
  await expect(linesOf(page).first()).toBeVisible();
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await scripted.say(id, 1, hostile);

  await visit(page, `/sessions/${id}`);
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill(hostile);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(hostile);
  await expect(linesOf(page).first()).toHaveText(hostile);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByLabel("Link name").fill(hostile);
  // A password that is too easy to guess.
  await page.getByLabel("Password", { exact: true }).fill("1234");
  await page.getByRole("button", { name: "Create link" }).click();
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toBeFocused();
  await expect(password).toHaveAccessibleDescription("A password needs at least 6 characters.");
  await password.fill("open sesame");
  await page.getByRole("checkbox", { name: /original/ }).uncheck();
  await page.getByRole("switch", { name: "Allow export" }).check();
  await page.getByRole("button", { name: "Create link" }).click();
  // The next link starts from the defaults.
  await expect(page.getByText(/^Created: /)).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /original/ })).toBeChecked();
  await expect(page.getByRole("switch", { name: "Allow export" })).not.toBeChecked();
  await expect(password).toHaveValue("");
  await expect(page.locator(".links b").first()).toContainText(hostile);
  await page.getByRole("button", { name: /^Show the QR code/ }).click();
  const address = `http://${await page.locator(".code-screen .address").textContent()}`;

  const reading = await reader(browser, "en-US");
  await visit(reading, address);
  await reading.getByLabel("Password").fill("open sesam");
  await reading.getByRole("button", { name: "Read" }).click();
  await expect(reading.getByText("Wrong password.")).toBeVisible();
  await reading.getByLabel("Password").fill("open sesame");
  await reading.getByRole("button", { name: "Read" }).click();
  await expect(reading.getByRole("heading", { level: 1 })).toHaveText(hostile);
  await expect(firstLine(reading, "vi")).toHaveText(hostile);
  await expect(log(reading).locator(".original")).toHaveCount(0);
  const only = reading.getByText("Only language available: Vietnamese");
  await expect(only).toBeVisible();
  await reading.getByRole("button", { name: "Close" }).click();
  await reload(reading);
  await expect(firstLine(reading, "vi")).toHaveText(hostile);
  await expect(only).toHaveCount(0);
  const screen = await reading.context().newPage();
  await screen.goto(`${address}/screen`);
  for (const [password, outcome] of [
    ["open sesam", screen.getByText("Wrong password.")],
    ["open sesame", screen.locator(".text[data-key=vi]").getByText(hostile)],
  ] as const) {
    await screen.getByLabel("Password").fill(password);
    await screen.keyboard.press("Enter");
    await expect(outcome).toBeVisible();
  }

  for (const where of ["/sessions", "/", `/live/${id}`]) {
    await visit(page, where);
    await expect(page.getByText(hostile).first()).toBeVisible();
    await expect(page.locator("img")).toHaveCount(0);
  }
  for (const open of [page, reading]) expect(await open.title()).not.toBe("broken");
  await visit(reading, `${address}x`);
  await expect(reading.getByRole("heading", { name: "This link no longer works." })).toBeVisible();
  await reading.context().close();
});
