import { type AddressOf, addressHash } from "#access/address";
import { judgeOrigin } from "#access/origin";
import { userFrom } from "#access/user";
import type { WebEnv } from "#platform/env";
import type { GatewaySocket } from "./context";

/**
 * Lets a socket in that belongs to somebody: a page of ours by its cookie, a client without an Origin
 * by a bearer token only, never by a cookie.
 */
export function authenticate(env: WebEnv, addressOf: AddressOf) {
  return async (socket: GatewaySocket, next: (error?: Error) => void): Promise<void> => {
    try {
      const user = await userFrom(credentials(socket, env.PUBLIC_URL));
      if (!user) return next(new Error("unauthenticated"));
      const hash = addressHash(addressOf(socket.request), env.AUTH_SECRET);
      socket.data = { user, addressHash: hash, speaking: null, joined: null };
      next();
    } catch {
      next(new Error("unavailable"));
    }
  };
}

function credentials(socket: GatewaySocket, publicUrl: string | undefined): Headers {
  const headers = new Headers();
  const { cookie } = socket.request.headers;
  const { token } = socket.handshake.auth;
  const verdict = judgeOrigin(socket.request.headers, publicUrl);
  if (verdict === "same" && cookie) headers.set("cookie", cookie);
  if (verdict === "none" && typeof token === "string") headers.set("authorization", `Bearer ${token}`);
  return headers;
}
