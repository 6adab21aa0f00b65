import { answerAuth } from "#access/answer-auth";
import { answeringAuthRoutes } from "#access/auth-routes";

const handle = answeringAuthRoutes(answerAuth);

export { handle as GET, handle as POST };
