import { auth } from "#access/auth";
import { hideTokens } from "#access/hide-tokens";

const handle = async (request: Request) => hideTokens(request, await auth().handler(request));

export { handle as GET, handle as POST };
