import { answeringAccount } from "#access/answer-account";
import { passkeyOptions } from "#access/own-passkeys";
import { PasskeyOptionsRequest } from "#protocol/account";

export const POST = answeringAccount(PasskeyOptionsRequest, null, passkeyOptions);
