// Shows the offline page where the start page or a live page cannot be loaded. It keeps only files that are the same for
// everyone, and leaves every other request to the browser: readers' pages, exports and sockets do not pass through it.
// `/captions` where the site stands below this path, else empty.
const BASE = new URL(".", location.href).pathname.slice(0, -1);
const OFFLINE = `${BASE}/offline`;
const WORKLET = `${BASE}/capture-worklet.js`;
// All sites of a host share its caches, so the names of this site's caches contain its path.
const PREFIX = BASE === "" ? "interline-" : `interline${BASE}:`;
// The page names its version: another version is another worker, which fetches the files anew.
const CACHE = PREFIX + new URL(location.href).searchParams.get("version");

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  // The start page below a path has two addresses: `/captions` and `/captions/`.
  if (pathname !== BASE && !pathname.startsWith(`${BASE}/`)) return;
  const path = pathname.slice(BASE.length);
  if (request.mode === "navigate") {
    if (/^\/?$|^\/live\/[\w-]+$/.test(path)) event.respondWith(load(request, OFFLINE));
  } else if (path.startsWith("/_next/static/offline/") || /^\/(capture-worklet\.js|icon\.svg)$/.test(path)) {
    event.respondWith(load(request, pathname));
  }
});

async function install() {
  const page = await fetch(OFFLINE, { credentials: "omit", cache: "no-store" });
  if (!page.ok) throw new Error(`The offline page was answered ${page.status}.`);
  const html = await page.clone().text();
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg))"/g)].map(([, file]) => file);
  const cache = await caches.open(CACHE);
  await cache.addAll([...new Set([...files, WORKLET])]);
  await cache.put(OFFLINE, page);
  // The worker before this one holds nothing that an open page needs.
  await self.skipWaiting();
}

async function takeOver() {
  // A page that is open already gets its worklet from the cache: the microphone opens without a network.
  await self.clients.claim();
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
  );
}

/** From the network, else the cached `file`. */
async function load(request, file) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(file);
    if (!kept) throw error;
    return kept;
  }
}
