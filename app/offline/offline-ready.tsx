import { readOfflineFiles } from "./read-offline-files";
import { RegisterOffline } from "./register-offline";

/** Makes the browser of this page able to open the site without a network. */
export async function OfflineReady() {
  const files = await readOfflineFiles().catch(() => null);
  return files && <RegisterOffline version={files.script} />;
}
