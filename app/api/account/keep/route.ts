import { answeringAccount } from "#access/accounts/answer-account";
import { createAccount } from "#access/accounts/create-account";
import { CreateAccountRequest } from "#protocol/account";

export const POST = answeringAccount(CreateAccountRequest, ({ email }) => email, createAccount);
