// `npm run build`: the pages with Next, then the caption screen, which loads neither Next nor React.
import { readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { run, SetupError } from "./setup/step.mjs";

const OUT = ".next/static/screen";
const OFFLINE_OUT = ".next/static/offline";

/** Next serves everything in this folder as unchangeable, so the names hold a hash of the content. */
async function buildCaptionScreen() {
  await build({
    entryPoints: ["app/audience/screen/caption-screen.ts"],
    outdir: OUT,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    publicPath: "/_next/static/screen",
    loader: { ".woff2": "file" },
    bundle: true,
    // The library of QR codes is loaded on demand.
    splitting: true,
    minify: true,
    platform: "browser",
    format: "esm",
    target: ["chrome109", "firefox115", "safari16.4"],
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  const [script, style] = ["js", "css"].map((end) => {
    const name = readdirSync(OUT).find((file) => file.startsWith("caption-screen-") && file.endsWith(`.${end}`));
    return `/_next/static/screen/${name}`;
  });
  writeFileSync(".next/caption-screen.json", JSON.stringify({ script, style }));
}

/** The page that opens without a network: one script and one style, which the service worker keeps. */
async function buildOfflinePage() {
  await build({
    entryPoints: ["app/offline/offline-page.ts"],
    outdir: OFFLINE_OUT,
    entryNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    platform: "browser",
    format: "esm",
    target: ["chrome109", "firefox115", "safari16.4"],
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  const [script, style] = ["js", "css"].map((end) => {
    const name = readdirSync(OFFLINE_OUT).find((file) => file.startsWith("offline-page-") && file.endsWith(`.${end}`));
    return `/_next/static/offline/${name}`;
  });
  writeFileSync(".next/offline.json", JSON.stringify({ script, style }));
}

try {
  await run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  await buildCaptionScreen();
  await buildOfflinePage();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
