import { passkey } from "@better-auth/passkey";
import { APIError } from "better-auth/api";
import type { WebEnv } from "#platform/env";
import { passkeyDomain } from "./passkey-domain";

/**
 * Signs in by passkey. A passkey counts as two factors, so its device must verify the person by PIN, finger or face. The
 * plugin alone would accept a device that checks only presence.
 */
export function passkeys({ PUBLIC_URL }: Pick<WebEnv, "PUBLIC_URL">) {
  return passkey({
    rpID: passkeyDomain(PUBLIC_URL) ?? "localhost",
    rpName: "Interline",
    // Null: the Origin of the request, which better-auth has compared with its Host.
    origin: PUBLIC_URL ? new URL(PUBLIC_URL).origin : null,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    registration: {
      afterVerification: async ({ verification }) => refuseUnchecked(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) => refuseUnchecked(verification.authenticationInfo.userVerified),
    },
  });
}

function refuseUnchecked(isChecked: boolean | undefined): void {
  if (isChecked !== true) throw new APIError("UNAUTHORIZED", { message: "The device did not check the person." });
}
