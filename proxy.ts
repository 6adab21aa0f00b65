import { type NextRequest, NextResponse } from "next/server";

/** Sets a Content-Security-Policy that allows scripts and styles only with this request's nonce. Next adds it to its tags. */
export function proxy(request: NextRequest): NextResponse {
  const policy = contentSecurityPolicy(btoa(crypto.randomUUID()));
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Static files need no policy. Socket.IO and the operations endpoints never reach Next. */
export const config = {
  // The question mark is for the start page below a path, whose address ends without a slash.
  matcher:
    "/((?!api/|_next/static|_next/image|socket.io|healthz|readyz|metrics|.*\\.(?:svg|png|ico|js|webmanifest)$).*)?",
};
