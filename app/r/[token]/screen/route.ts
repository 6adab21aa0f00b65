import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { siteAddress } from "../../../address/site-address";
import { linkPreview } from "../../../audience/link-preview";
import { LABELS_ELEMENT, SCREEN_LABELS, type ScreenLabels } from "../../../audience/screen/screen-labels";
import { parseScreenSettings } from "../../../audience/screen/screen-settings";
import { direction } from "../../../format/direction";
import { readerLanguageOf } from "../../../wording/readers/reader-language";
import { READER_WORDING } from "../../../wording/readers/reader-wording";

type Files = { readonly script: string; readonly style: string };

let files: Promise<Files> | undefined;

/**
 * `GET /r/TOKEN/screen?lang=vi`: the caption screen of a link. The same document for every token, valid or not: what is read
 * comes over the socket. `docs/caption-screen.md` describes the parameters.
 */
export async function GET(request: Request): Promise<Response> {
  // `scripts/build.mjs` writes it.
  files ??= readFile(/* turbopackIgnore: true */ join(process.cwd(), ".next/caption-screen.json"), "utf8").then(
    JSON.parse,
  );
  const { script, style } = await files.catch((error: unknown) => {
    // Read again at the next request.
    files = undefined;
    throw error;
  });
  const { headers } = request;
  const { background, lang } = parseScreenSettings(new URL(request.url).searchParams);
  // The language that is read comes before those of the browser, which may be a projector's.
  const accepted = [lang, headers.get("accept-language")].filter((one) => one !== null).join();
  const language = readerLanguageOf(headers.get("cookie"), accepted);
  const nonce = /'nonce-([\w+/=-]+)'/.exec(headers.get("content-security-policy") ?? "")?.[1];
  const { audience } = READER_WORDING[language];
  const texts = Object.fromEntries(SCREEN_LABELS.map((key) => [key, audience[key]])) as ScreenLabels["texts"];
  const words: ScreenLabels = { language, texts };
  const preview = linkPreview(language, headers.get("host") ?? undefined).map(
    ([property, content]) => `<meta property="${property}" content="${escaped(content)}">`,
  );
  const html = `<!doctype html>
<html lang="${language}" dir="${direction(language)}">
<head>
<meta charset="utf-8">
<title>${texts.untitled}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${preview.join("\n")}
<link rel="icon" href="${siteAddress("/icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"${nonce === undefined ? "" : ` nonce="${nonce}"`}></script>
</head>
<body>
<main class="screen background-${background}"></main>
<script type="application/json" id="${LABELS_ELEMENT}">${JSON.stringify(words).replaceAll("<", "\\u003c")}</script>
</body>
</html>
`;
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } });
}

/** As the value of an HTML attribute. A host in an address may contain quotes. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
