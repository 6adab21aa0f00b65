import { answerAuth } from "#access/sign-in/answer-auth";
import { answeringAuthRoutes } from "#access/sign-in/auth-routes";
import { BASE_PATH } from "../../../address/site-address";

const handle = answeringAuthRoutes(answerAuth, BASE_PATH);

export { handle as GET, handle as POST };
