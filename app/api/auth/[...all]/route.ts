import { answerAuth } from "#access/sign-in/answer-auth";
import { answeringAuthRoutes } from "#access/sign-in/auth-routes";

const handle = answeringAuthRoutes(answerAuth);

export { handle as GET, handle as POST };
