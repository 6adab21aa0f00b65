import { answeringAccount } from "#access/accounts/answer-account";
import { endOwnSignIns } from "#access/accounts/own-account";
import { EndSignInsRequest } from "#protocol/account";

export const POST = answeringAccount(EndSignInsRequest, null, endOwnSignIns);
