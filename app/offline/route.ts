import { siteAddress } from "../address/site-address";
import { LANGUAGE_COOKIE } from "../wording/interface-languages";
import { WORDING } from "../wording/wording";
import { OFFLINE_LABELS_ELEMENT, type OfflineLabels } from "./offline-labels";
import { readOfflineFiles } from "./read-offline-files";

/**
 * `GET /offline`: the page that the service worker shows where no page can be loaded. It is the same for everyone: it holds
 * nothing of any person.
 */
export async function GET(request: Request): Promise<Response> {
  const { script, style } = await readOfflineFiles();
  const nonce = /'nonce-([\w+/=-]+)'/.exec(request.headers.get("content-security-policy") ?? "")?.[1];
  const texts = { en: WORDING.en.offlinePage, vi: WORDING.vi.offlinePage };
  const labels: OfflineLabels = { languageCookie: LANGUAGE_COOKIE, texts };
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Interline</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="${siteAddress("/icon.svg")}" type="image/svg+xml">
<link rel="manifest" href="${siteAddress("/manifest.webmanifest")}">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"${nonce === undefined ? "" : ` nonce="${nonce}"`}></script>
</head>
<body>
<main></main>
<script type="application/json" id="${OFFLINE_LABELS_ELEMENT}">${JSON.stringify(labels).replaceAll("<", "\\u003c")}</script>
</body>
</html>
`;
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } });
}
