import { z } from "zod";

const Text = z.string().max(1_000);
const Address = z.string().max(254);
const Code = z.string().max(100);
/** Bytes as WebAuthn writes them. */
const Bytes = z.string().regex(/^[\w-]{1,4000}$/);
const Nothing = z.strictObject({});
/** A path of this site, never of another, and short, since it is stored until Google answers. */
const OwnPath = z.string().regex(/^\/(?!\/)[A-Za-z0-9/?=&_-]{0,200}$/);

/**
 * The routes of better-auth that the pages and clients use, each with the schema of its body (null: no body). Every
 * other route of better-auth is answered with 404, since most of them store input without a limit.
 */
export const AUTH_ROUTES: Readonly<Record<string, z.ZodType | null>> = {
  "GET /get-session": null,
  "POST /sign-in/anonymous": Nothing,
  "POST /sign-in/email": z.strictObject({ email: Address, password: Text }),
  "POST /sign-in/social": z.strictObject({
    provider: z.literal("google"),
    callbackURL: OwnPath,
    errorCallbackURL: OwnPath.optional(),
  }),
  "GET /callback/google": null,
  "POST /sign-out": Nothing,
  "POST /request-password-reset": z.strictObject({ email: Address }),
  "POST /reset-password": z.strictObject({ token: Text, newPassword: Text }),
  "POST /two-factor/enable": z.strictObject({ password: Text }),
  "POST /two-factor/disable": z.strictObject({ password: Text }),
  "POST /two-factor/verify-totp": z.strictObject({ code: Code }),
  "POST /two-factor/verify-backup-code": z.strictObject({ code: Code }),
  "GET /passkey/generate-authenticate-options": null,
  "POST /passkey/verify-authentication": z.strictObject({
    response: z.strictObject({
      id: Bytes,
      rawId: Bytes,
      type: z.literal("public-key"),
      authenticatorAttachment: z.string().max(100).optional(),
      response: z.strictObject({
        authenticatorData: Bytes,
        clientDataJSON: Bytes,
        signature: Bytes,
        userHandle: Bytes.optional(),
      }),
    }),
  }),
};

/** The path of better-auth, below the base path. */
export const AUTH_PATH = "/api/auth";
const LONGEST_QUERY = 4_096;

/**
 * Wraps `handle` to answer only the listed routes, and only requests whose body fits the route.
 * @param basePath the path of PUBLIC_URL: Next removes it from the address of a request, and better-auth expects it
 */
export function answeringAuthRoutes(handle: (request: Request) => Promise<Response>, basePath = "") {
  return async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const path = pathname.startsWith(`${AUTH_PATH}/`) ? pathname.slice(AUTH_PATH.length) : "";
    const schema = Object.hasOwn(AUTH_ROUTES, `${request.method} ${path}`)
      ? AUTH_ROUTES[`${request.method} ${path}`]
      : undefined;
    if (schema === undefined) return new Response(null, { status: 404 });
    if (search.length > LONGEST_QUERY) return new Response(null, { status: 400 });
    const address = ownAddress(request, basePath);
    if (schema === null) return handle(new Request(address, request));
    const body = parsed(await request.text());
    if (!schema.safeParse(body).success) return new Response(null, { status: 400 });
    return handle(new Request(address, { method: "POST", headers: request.headers, body: JSON.stringify(body) }));
  };
}

/**
 * Returns the address of a request with the host that the client named, and with the base path. Next names the listening
 * address as the host, such as `0.0.0.0`, and better-auth makes redirects of it.
 */
function ownAddress({ url, headers }: Request, basePath: string): string {
  const { pathname, search, protocol, origin } = new URL(url);
  const own = `${protocol}//${headers.get("host")}`;
  const isHost = URL.canParse(own) && new URL(own).pathname === "/";
  return `${isHost ? new URL(own).origin : origin}${basePath}${pathname}${search}`;
}

function parsed(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}
