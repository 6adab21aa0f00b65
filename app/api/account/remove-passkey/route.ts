import { answeringAccount } from "#access/answer-account";
import { removePasskey } from "#access/own-passkeys";
import { RemovePasskeyRequest } from "#protocol/account";

export const POST = answeringAccount(RemovePasskeyRequest, null, removePasskey);
