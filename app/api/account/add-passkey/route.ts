import { answeringAccount } from "#access/answer-account";
import { addPasskey } from "#access/own-passkeys";
import { AddPasskeyRequest } from "#protocol/account";

export const POST = answeringAccount(AddPasskeyRequest, null, addPasskey);
