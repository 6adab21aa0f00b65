// `npm run build`: the pages with Next, then the caption screen and the offline page, which load neither Next nor React.
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { parse } from "node:path";
import { build } from "esbuild";
import { basePathOf } from "../platform/base-path.mjs";
import { run, SetupError } from "./setup/step.mjs";

// Next reads the file too, and builds its pages for the path of PUBLIC_URL.
if (existsSync(".env")) process.loadEnvFile(".env");
const basePath = basePathOf(process.env.PUBLIC_URL);

/**
 * Builds a page of plain DOM into its folder below `.next/static`, and writes the addresses of its script and its style to a
 * file below `.next`. Next serves everything in that folder as unchangeable, so the names hold a hash of the content.
 */
async function buildPlainPage({ entry, folder, list, more = {} }) {
  const outdir = `.next/static/${folder}`;
  await build({
    entryPoints: [entry],
    outdir,
    entryNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    platform: "browser",
    format: "esm",
    target: ["chrome109", "firefox115", "safari16.4"],
    define: {
      "process.env.NODE_ENV": '"production"',
      "process.env.INTERLINE_BASE_PATH": JSON.stringify(basePath),
    },
    logLevel: "warning",
    ...more,
  });
  const { name: page } = parse(entry);
  const [script, style] = ["js", "css"].map((end) => {
    const name = readdirSync(outdir).find((file) => file.startsWith(`${page}-`) && file.endsWith(`.${end}`));
    return `${basePath}/_next/static/${folder}/${name}`;
  });
  writeFileSync(`.next/${list}`, JSON.stringify({ script, style }));
}

try {
  await run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  await buildPlainPage({
    entry: "app/audience/screen/caption-screen.ts",
    folder: "screen",
    list: "caption-screen.json",
    more: {
      chunkNames: "[name]-[hash]",
      assetNames: "[name]-[hash]",
      publicPath: `${basePath}/_next/static/screen`,
      loader: { ".woff2": "file" },
      // The library of QR codes is loaded on demand.
      splitting: true,
    },
  });
  // The page that opens without a network: the service worker keeps its script and its style.
  await buildPlainPage({ entry: "app/offline/offline-page.ts", folder: "offline", list: "offline.json" });
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
