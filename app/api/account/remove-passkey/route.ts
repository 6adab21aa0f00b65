import { answeringAccount } from "#access/accounts/answer-account";
import { removePasskey } from "#access/accounts/own-passkeys";
import { RemovePasskeyRequest } from "#protocol/account";

export const POST = answeringAccount(RemovePasskeyRequest, null, removePasskey);
