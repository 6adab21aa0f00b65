import { answeringAccount } from "#access/answer-account";
import { endOwnSignIns } from "#access/own-account";
import { EndSignInsRequest } from "#protocol/account";

export const POST = answeringAccount(EndSignInsRequest, null, endOwnSignIns);
