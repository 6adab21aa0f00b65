import { answeringAccount } from "#access/accounts/answer-account";
import { passkeyOptions } from "#access/accounts/own-passkeys";
import { PasskeyOptionsRequest } from "#protocol/account";

export const POST = answeringAccount(PasskeyOptionsRequest, null, passkeyOptions);
