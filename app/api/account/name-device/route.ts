import { answeringAccount } from "#access/accounts/answer-account";
import { nameDevice } from "#access/accounts/name-device";
import { NameDeviceRequest } from "#protocol/account";

export const POST = answeringAccount(NameDeviceRequest, null, nameDevice);
