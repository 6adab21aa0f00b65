import type { MetadataRoute } from "next";
import { BASE_PATH, siteAddress } from "./address/site-address";

/** What a device shows of the installed page. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Interline",
    short_name: "Interline",
    description: "Live captions and translations while you speak.",
    start_url: BASE_PATH || "/",
    scope: BASE_PATH || "/",
    display: "standalone",
    background_color: "#ffffff",
    theme_color: "#131919",
    icons: [
      { src: siteAddress("/icon.svg"), sizes: "any", type: "image/svg+xml" },
      { src: siteAddress("/icon-192.png"), sizes: "192x192", type: "image/png" },
      ...(["any", "maskable"] as const).map((purpose) => ({
        src: siteAddress("/icon-512.png"),
        sizes: "512x512",
        type: "image/png",
        purpose,
      })),
    ],
  };
}
