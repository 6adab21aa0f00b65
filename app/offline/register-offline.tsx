"use client";

import { useEffect } from "react";
import { BASE_PATH, siteAddress } from "../address/site-address";

/** Makes this browser able to open the site without a network. @param version changes with the offline page */
export function RegisterOffline({ version }: { version: string }) {
  useEffect(() => {
    // Absent outside HTTPS and localhost. A browser that refuses shows its own page without a network.
    navigator.serviceWorker
      ?.register(siteAddress(`/service-worker.js?version=${encodeURIComponent(version)}`), { scope: BASE_PATH || "/" })
      .catch(() => undefined);
  }, [version]);
  return null;
}
