import { rmSync } from "node:fs";
import { chromium as engine } from "@playwright/test";
import { chromium } from "../tests/support/chromium";
import { Hall } from "../tests/support/hall/hall";
import { TcpProxy } from "../tests/support/tcp-proxy";
import { audiencePage } from "./screenshots/audience";
import { Camera } from "./screenshots/camera";
import { livePage, liveTroubles } from "./screenshots/live";
import { startPage } from "./screenshots/start";
import { storedPages } from "./screenshots/stored";
import type { Tour } from "./screenshots/tour";

/** `npm run screenshots`: every page in every state, of the real product in which a talk is given. Needs a build. */
const FOLDER = "screenshots";
const LANGUAGES = { en: "en-US", vi: "vi-VN" } as const;

rmSync(FOLDER, { recursive: true, force: true });
const hall = await Hall.open();
const browser = await engine.launch(chromium());
try {
  for (const [language, locale] of Object.entries(LANGUAGES)) {
    const { hostname: host, port } = new URL(hall.url);
    const network = await new TcpProxy({ host, port: Number(port) }).listen();
    const camera = new Camera(FOLDER, language);
    const tour: Tour = { hall, browser, camera, network, url: `http://127.0.0.1:${network.port}`, locale };
    await startPage(tour);
    const live = await livePage(tour);
    await liveTroubles(tour, live.page);
    await audiencePage(tour, live);
    await storedPages(tour, live);
    await live.page.context().close();
    await network.close();
    console.log(`${language}: ${camera.count} pictures in ${FOLDER}/`);
  }
} finally {
  await browser.close();
  await hall.close();
}
