import { createHmac } from "node:crypto";

/** Tells two secrets apart without giving either away. */
export function authSecretMark(secret: string): string {
  return createHmac("sha256", secret).update("interline backup").digest("base64url");
}
