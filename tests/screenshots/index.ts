import { rmSync } from "node:fs";
import { chromium as engine } from "@playwright/test";
import { chromium } from "#testing/browser/chromium";
import { HttpsProxy } from "#testing/network/https-proxy";
import { TcpProxy } from "#testing/network/tcp-proxy";
import { ScriptedProduct } from "#testing/scripted-product/scripted-product";
import { freePort } from "#testing/services/free-port";
import { accountPages } from "./account";
import { adminPages } from "./admin";
import { audiencePages } from "./audience";
import { Camera } from "./camera";
import { historyPages } from "./history";
import { livePages } from "./live";
import { replayPages } from "./replay";
import { sessionPages } from "./session";
import { startPages } from "./start";
import type { Tour } from "./tour";

/**
 * `npm run screenshots`: takes pictures of every page in every state, of the real product during a talk, on a phone and a
 * desktop. Exits with an error if something does not fit one of the sizes in `camera.ts`. Needs a build.
 * `npm run screenshots -- en live history` takes only those; `all-sizes` takes pictures at all sizes, which takes an hour.
 */
const FOLDER = "screenshots";
const HOST = "interline.example";
const LANGUAGES: Record<string, string> = { en: "en-US", vi: "vi-VN" };
const PARTS: Record<string, (tour: Tour) => Promise<void>> = {
  start: startPages,
  live: livePages,
  audience: audiencePages,
  history: historyPages,
  session: sessionPages,
  replay: replayPages,
  account: accountPages,
  admin: adminPages,
};

const ALL_SIZES = "all-sizes";

const wanted = process.argv.slice(2).filter((word) => word !== ALL_SIZES);
const allSizes = process.argv.includes(ALL_SIZES);
const languages = Object.entries(LANGUAGES).filter(([language]) => isWanted(language, Object.keys(LANGUAGES)));
const parts = Object.entries(PARTS).filter(([part]) => isWanted(part, Object.keys(PARTS)));

if (wanted.length === 0) rmSync(FOLDER, { recursive: true, force: true });
const https = await HttpsProxy.listen(await freePort());
const scripted = await ScriptedProduct.open({ PUBLIC_URL: `https://${HOST}`, TRUSTED_PROXIES: "127.0.0.1" });
const { hostname: host, port } = new URL(scripted.url);
const network = await new TcpProxy({ host, port: Number(port) }).listen();
https.leadTo({ host: "127.0.0.1", port: network.port });
const { args = [], ...launch } = chromium();
// By host name and over HTTPS, so that links look as they do for users.
const resolve = `--host-resolver-rules=MAP ${HOST} 127.0.0.1:${https.port}`;
const browser = await engine.launch({ ...launch, args: [...args, resolve] });
try {
  for (const [language, locale] of languages) {
    const camera = new Camera(FOLDER, language, allSizes);
    for (const [part, take] of parts) {
      await take({ scripted, browser, camera, network, url: `https://${HOST}`, locale }).catch((error) => {
        console.error(`${language}, ${part}:`, error);
        process.exitCode = 1;
        network.heal();
      });
      console.log(`${language}, ${part}: ${camera.count} pictures in ${FOLDER}/`);
    }
    for (const fault of camera.faults) console.error(fault);
    if (camera.faults.length > 0) process.exitCode = 1;
  }
} finally {
  await browser.close();
  await network.close();
  await https.close();
  await scripted.close();
}

/** If no name of a kind is given, all of that kind are wanted. */
function isWanted(name: string, ofItsKind: readonly string[]): boolean {
  return wanted.includes(name) || !wanted.some((other) => ofItsKind.includes(other));
}
