import { siteAddress } from "../address/site-address";

/** A file that the service worker never answers from its cache. */
const PROBE = siteAddress("/manifest.webmanifest");
const PROBE_MS = 5_000;

/** Whether this site cannot be reached at the moment. */
export async function isOffline(): Promise<boolean> {
  try {
    await fetch(PROBE, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PROBE_MS) });
    return false;
  } catch {
    return true;
  }
}
