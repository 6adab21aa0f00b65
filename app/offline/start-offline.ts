import { siteAddress } from "../address/site-address";
import { noteListening } from "../speaking/speaking-mark";
import { isOffline } from "./is-offline";

/** The note of a start without a connection, in place of a session. */
export const OFFLINE_START = "offline";

/**
 * Opens the page that records without a network, if there is no network and the service worker can show it.
 * @returns false: there is a network, or no such page
 */
export async function startOffline(): Promise<boolean> {
  if (!(await navigator.serviceWorker?.getRegistration())?.active || !(await isOffline())) return false;
  noteListening(OFFLINE_START, "start");
  location.assign(siteAddress("/"));
  return true;
}
