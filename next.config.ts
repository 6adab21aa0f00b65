import type { NextConfig } from "next";
import { basePathOf } from "./platform/base-path.mjs";

const BASE_PATH = basePathOf(process.env.PUBLIC_URL);

/** The Content-Security-Policy carries a nonce, so it is made per request in proxy.ts. */
const HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "microphone=(self), display-capture=(self), screen-wake-lock=(self), camera=(), geolocation=()",
  },
];

/** Share links: the address alone grants access, so it must not be cached or indexed. */
const LINK_HEADERS = [
  { key: "Cache-Control", value: "no-store" },
  { key: "X-Robots-Tag", value: "noindex, nofollow, noarchive" },
];

/** A short code as people type it: with a dash in any letters, or without one. Others are typed at /join. */
const CODE_PATH = "/:code([0-9A-Za-z]{3}-[0-9A-Za-z]{3}|[2-9C-HJ-NP-RTV-Yc-hj-np-rtv-y]{6})";

const config: NextConfig = {
  basePath: BASE_PATH,
  // For addresses that Next does not make itself: app/address/site-address.ts.
  env: { INTERLINE_BASE_PATH: BASE_PATH },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run check` checks the types of everything, so the build for `npm start` need not.
  typescript: { ignoreBuildErrors: true },
  // gateway/http/http-server.ts limits bodies before Next reads them. Both limits must be equal.
  experimental: { serverActions: { bodySizeLimit: "256kb" }, proxyClientMaxBodySize: "256kb" },
  headers: async () => [
    { source: "/:path*", headers: HEADERS },
    { source: "/r/:path*", headers: LINK_HEADERS },
    { source: CODE_PATH, headers: LINK_HEADERS },
    { source: "/join", headers: LINK_HEADERS },
    // A worker has the policy of its own file: this one may fetch the pages of this site.
    {
      source: "/service-worker.js",
      headers: [
        { key: "Content-Security-Policy", value: "default-src 'none'; connect-src 'self'" },
        // The start page is at the path itself, which is outside the folder of this file.
        ...(BASE_PATH === "" ? [] : [{ key: "Service-Worker-Allowed", value: BASE_PATH }]),
      ],
    },
    // Messengers show it on pages of their own.
    { source: "/preview.png", headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }] },
  ],
  rewrites: async () => [{ source: CODE_PATH, destination: "/join?code=:code" }],
};

export default config;
