import { createHmac } from "node:crypto";

/** A value that is equal for equal secrets and reveals neither. */
export function authSecretMark(secret: string): string {
  return createHmac("sha256", secret).update("interline backup").digest("base64url");
}
