import { UpgradeRefusingProxy } from "#testing/network/upgrade-refusing-proxy";
import { TALK } from "#testing/scripted-product/talk";
import { createLink, reader } from "./support/audience";
import { test } from "./support/scripted-product";
import { endSession, expect, startWith, transcript, visit } from "./support/test";

// Chromium reports each refused websocket.
test.use({ expected: /WebSocket connection to .* failed/ });

test("behind a proxy that refuses websockets people speak and read, and both pages say why it is slower", async ({
  browser,
  scripted,
}) => {
  const proxy = await UpgradeRefusingProxy.listen([Number(new URL(scripted.url).port)]);
  const context = await browser.newContext({ baseURL: proxy.url, permissions: ["microphone"], locale: "en-US" });
  const page = await context.newPage();
  await startWith(page, ["Spanish"]);
  await expect(page.getByText("Your network blocks the fast connection (WebSocket).")).toBeVisible();
  const address = await createLink(page);
  const reading = await reader(browser, "es-ES");
  await visit(reading, new URL(new URL(address).pathname, proxy.url).href);
  await expect(reading.getByText("Esta red bloquea la conexión rápida (WebSocket).")).toBeVisible();
  for (const line of TALK.slice(0, 2)) {
    await expect(transcript(page).getByText(line.en, { exact: true })).toBeVisible();
    await expect(transcript(reading).getByText(line.es, { exact: true })).toBeVisible();
  }
  await reading.getByRole("button", { name: "Cerrar" }).click();
  await expect(reading.getByText("Esta red bloquea")).toHaveCount(0);
  await endSession(page);
  await expect(reading.getByText("La sesión ha finalizado.")).toBeVisible();
  expect(proxy.upgraded).toBe(0);
  expect(proxy.refused).toBeGreaterThan(1);
  for (const one of [context, reading.context()]) await one.close();
  await proxy.close();
});
