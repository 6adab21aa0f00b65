import { createHmac } from "node:crypto";

type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** A browser that only sends its origin and keeps cookies. */
export class CookieClient {
  readonly #cookies = new Map<string, string>();

  constructor(readonly url: string) {}

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** The cookie of the sign-in only, as a thief could copy it. */
  get signIn(): string {
    return [...this.#cookies]
      .filter(([name]) => name.endsWith(".session_token"))
      .map((pair) => pair.join("="))
      .join();
  }

  /** Removes the cookie of the sign-in only. */
  forgetSignIn(): void {
    for (const name of this.#cookies.keys()) if (name.endsWith(".session_token")) this.#cookies.delete(name);
  }

  async get(path: string): Promise<Answer> {
    return this.#ask(path, { headers: { cookie: this.cookie } });
  }

  async post(path: string, body: object): Promise<Answer> {
    return this.#ask(path, {
      method: "POST",
      headers: { "content-type": "application/json", origin: this.url, cookie: this.cookie },
      body: JSON.stringify(body),
    });
  }

  async #ask(path: string, request: RequestInit): Promise<Answer> {
    const answer = await fetch(`${this.url}/api/${path}`, request);
    for (const header of answer.headers.getSetCookie()) {
      const [pair = "", ...attributes] = header.split(";");
      const at = pair.indexOf("=");
      if (attributes.some((one) => /max-age=0/i.test(one))) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith("{") ? JSON.parse(text) : {} };
  }

  /** @returns the signed-in person of a cookie */
  static async whoIs(url: string, cookie: string): Promise<{ email: string } | null> {
    const answer = await fetch(`${url}/api/auth/get-session`, { headers: { cookie } });
    return ((await answer.json()) as { user: { email: string } } | null)?.user ?? null;
  }
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The code of an authenticator app (RFC 6238: SHA-1, six digits, 30 s). */
export function totp(uri: string, at = Date.now()): string {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  const bits = [...secret.replace(/=+$/, "")]
    .map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
