import { answeringAccount } from "#access/accounts/answer-account";
import { addPasskey } from "#access/accounts/own-passkeys";
import { AddPasskeyRequest } from "#protocol/account";

export const POST = answeringAccount(AddPasskeyRequest, null, addPasskey);
