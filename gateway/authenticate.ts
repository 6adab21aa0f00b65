import { type AddressOf, addressHash } from "#access/address";
import type { Identity } from "#access/identity";
import { limits } from "#access/limits";
import { findGrant } from "#access/links/find-grant";
import { judgeOrigin } from "#access/origin";
import { acceptEarlierCookie } from "#access/sign-in/earlier-cookie";
import { userFrom } from "#access/signed-in-user";
import type { WebEnv } from "#platform/env";
import type { Log } from "#platform/log";
import type { Refusal } from "#protocol/refusal";
import { LinkHandshake } from "#protocol/requests";
import type { GatewaySocket } from "./context";
import { Allowance } from "./limits/allowance";
import { PersonConnections } from "./limits/person-connections";
import type { TurnQueue } from "./limits/turn-queue";
import { isPageNewer } from "./page-protocol";
import { AnswerSize } from "./session/answer-size";

/**
 * Authenticates a socket: a reader by the token of a link, a page of the product by its cookie, and a client without an
 * Origin only by a bearer token, never by a cookie.
 */
export function authenticate(env: WebEnv, addressOf: AddressOf, turns: TurnQueue, log: Log) {
  const connections = new PersonConnections(env.CONNECTIONS_PER_USER);
  const authenticateNow = async (socket: GatewaySocket, hash: string, next: (error?: Error) => void): Promise<void> => {
    // The client may have disconnected while it waited.
    if (socket.conn.readyState !== "open") return;
    try {
      const { auth } = socket.handshake;
      const found = "link" in auth ? await reader(auth, hash, env) : await user(socket, env);
      if (!("identity" in found)) return next(refused(found));
      const { identity } = found;
      const crowded = identity.kind === "user" ? connections.enter(identity.user.id, socket.conn) : null;
      if (crowded) return next(refused(crowded));
      const allowance = new Allowance(found.identity.kind);
      socket.data = {
        ...found,
        addressHash: hash,
        speaking: null,
        joined: null,
        drafts: null,
        allowance,
        answerSize: new AnswerSize(),
        turns: turns.of(found.identity, hash),
      };
      next();
    } catch (err) {
      log.error({ err }, "could not authenticate a socket");
      next(refused({ kind: "unavailable" }));
    }
  };
  return async (socket: GatewaySocket, next: (error?: Error) => void): Promise<void> => {
    if (isPageNewer(socket)) return next(refused({ kind: "unavailable" }));
    const hash = addressHash(addressOf(socket.request), env.AUTH_SECRET);
    const authenticated = turns.takeHandshake(hash, () => authenticateNow(socket, hash, next));
    if (!authenticated) next(refused({ kind: "too-many", limit: "joins", retryAfterSeconds: 1 }));
    await authenticated;
  };
}

type Found = { readonly identity: Identity; readonly viewId: string | null };

async function reader(auth: unknown, hash: string, env: WebEnv): Promise<Found | Refusal> {
  const reached = await limits().join(hash);
  if (reached) return { kind: "too-many", ...reached };
  const said = LinkHandshake.safeParse(auth);
  const identity = said.success ? await findGrant(said.data, env.AUTH_SECRET) : null;
  return identity ? { identity, viewId: said.data?.opening ?? null } : { kind: "not-found" };
}

async function user(socket: GatewaySocket, env: WebEnv): Promise<Found | Refusal> {
  await acceptEarlierCookie(socket.request.headers, env);
  const found = await userFrom(credentials(socket, env.PUBLIC_ORIGINS));
  return found ? { identity: { kind: "user", user: found }, viewId: null } : { kind: "unauthenticated" };
}

/** Makes the error that a client gets as `connect_error`. Its message is the refusal's kind, its data the refusal. */
function refused(refusal: Refusal): Error {
  return Object.assign(new Error(refusal.kind), { data: { refusal } });
}

function credentials(socket: GatewaySocket, publicOrigins: readonly string[]): Headers {
  const headers = new Headers();
  const { cookie } = socket.request.headers;
  const { token } = socket.handshake.auth;
  const verdict = judgeOrigin(socket.request.headers, publicOrigins);
  if (verdict === "same" && cookie) headers.set("cookie", cookie);
  if (verdict === "none" && typeof token === "string") headers.set("authorization", `Bearer ${token}`);
  return headers;
}
