import { createHmac } from "node:crypto";
import type { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { canonicalAddress } from "#mail/canonical-address";
import type { WebEnv } from "#platform/env";
import { processWide } from "#platform/process-wide";
import type { LimitName } from "#protocol/refusal";
import type { Budget } from "#redis/budget";
import { countOpenSessions } from "#store/session/sessions";
import { openCodeLimits } from "./code-limits";
import { consume, usedUp } from "./rate-limiter";
import { provenDevice } from "./sign-in/known-device";

/** The limit that was reached, and the seconds until the next attempt; null seconds: once a session has ended. */
export type LimitReached = { readonly limit: LimitName; readonly retryAfterSeconds: number | null };

/** The client that asks for a letter. */
export type LetterAsker = { readonly addressHash: string; readonly deviceCookie: string | null };

export type Limits = {
  /** Counts one anonymous sign-in. */
  signIn(addressHash: string): Promise<LimitReached | null>;
  /** Checks whether this many more sessions may be live. */
  startSession(userId: string, addressHash: string, more: number): Promise<LimitReached | null>;
  /** Counts one session that is made; deleting it gives nothing back. */
  makeSession(userId: string, addressHash: string): Promise<LimitReached | null>;
  /** Counts seconds of sound against the budgets for speech recognition. */
  speak(userId: string, addressHash: string, seconds: number): Promise<LimitReached | null>;
  /** Checks whether the budgets allow any more sound. */
  maySpeak(userId: string, addressHash: string): Promise<LimitReached | null>;
  /** Counts what a person has spent of the budgets for an account from now on. */
  moveSpending(from: string, to: string): Promise<void>;
  /** Counts one link of a session, including revoked links. */
  makeLink(sessionId: string): Promise<LimitReached | null>;
  /** Counts one opening of a link's page. */
  openLink(addressHash: string): Promise<LimitReached | null>;
  /** Counts one file made for a person, or for all readers of a link together. */
  takeFile(kind: "user" | "link", id: string): Promise<LimitReached | null>;
  /** Counts one connection of a link's reader. */
  join(addressHash: string): Promise<LimitReached | null>;
  /** Checks whether one more reader may read a link that has this many readers. */
  read(readersNow: number): LimitReached | null;
  /** Checks whether another password may be tried for a link: by this connection, from its address, and in all. */
  tryPassword(linkId: string, addressHash: string, connection: string): Promise<LimitReached | null>;
  /** Counts one wrong password. Right ones are not counted, since all people in a hall enter the same one. */
  countWrongPassword(linkId: string, addressHash: string, connection: string): Promise<void>;
  /** Counts one short code that was typed: from this address, and in all. */
  tryCode(addressHash: string): Promise<LimitReached | null>;
  /**
   * Records whether that code was right. A right code does not count, since all people in a hall type the same one; nor
   * does a wrong code that the address has tried within the hour. `hash`: of the code.
   */
  recordCodeResult(addressHash: string, hash: string, isRight: boolean): Promise<void>;
  /**
   * Counts one attempt for an account, whether it exists or not; `account`: its e-mail address, or a letter's token. A
   * device whose cookie proves an earlier success counts only its own attempts.
   */
  tryAccount(account: string, addressHash: string, deviceCookie?: string | null): Promise<LimitReached | null>;
  /** Counts one request of signing in by passkey. */
  tryPasskey(addressHash: string): Promise<LimitReached | null>;
  /**
   * Counts one letter to a mailbox. Three kinds are counted separately: notices; letters requested by a device that has
   * signed in with this address before; all others. Of those, one network address may request three quarters, so that a
   * stranger cannot use up the letters of the owner.
   */
  writeTo(email: string, asker: LetterAsker | "notice"): Promise<LimitReached | null>;
};

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;
const MINUTE_SECONDS = 60;
/** Retry-After for a full link, s. */
const FULL_SECONDS = 10;

/** Factor on ACCOUNT_TRIES_PER_HOUR for one account and all addresses: one stranger cannot lock the owner out. */
const ALL_ADDRESSES_FACTOR = 10;

/**
 * Factor for one address and an hour, since people in a hall share an address: on PASSWORD_TRIES_PER_MINUTE for one link, on
 * ACCOUNT_TRIES_PER_HOUR for all accounts.
 */
const ONE_ADDRESS_FACTOR = 60;

/** Factor on PASSWORD_TRIES_PER_MINUTE for one link, all addresses and an hour: more than for one address. */
const ONE_LINK_FACTOR = 100;

const open = processWide<Limits>("limits");

export function limits(): Limits {
  return open.get();
}

/** Opens the limits per user and address, which all web processes share. */
export function openLimits(redis: Redis, env: WebEnv, budget: Budget): Limits {
  const counter = (name: string, points: number, duration: number) =>
    new RateLimiterRedis({ storeClient: redis, keyPrefix: `interline:limit:${name}`, points, duration });
  const signIns = counter("sign-in", env.SIGN_INS_PER_ADDRESS_HOUR, HOUR_SECONDS);
  const sessionsOfUser = counter("sessions-user", env.SESSIONS_PER_USER_HOUR, HOUR_SECONDS);
  const sessionsOfAddress = counter("sessions-address", env.SESSIONS_PER_ADDRESS_HOUR, HOUR_SECONDS);
  const links = counter("links", env.LINKS_PER_SESSION_DAY, DAY_SECONDS);
  const openings = counter("open-link", env.JOINS_PER_ADDRESS_MINUTE, MINUTE_SECONDS);
  const joins = counter("join", env.JOINS_PER_ADDRESS_MINUTE, MINUTE_SECONDS);
  const files = {
    user: counter("files-user", env.FILES_PER_USER_MINUTE, MINUTE_SECONDS),
    link: counter("files-link", env.FILES_PER_LINK_MINUTE, MINUTE_SECONDS),
  };
  const passwords = counter("password", env.PASSWORD_TRIES_PER_MINUTE, MINUTE_SECONDS);
  const passwordsOfAddress = counter(
    "password-address",
    env.PASSWORD_TRIES_PER_MINUTE * ONE_ADDRESS_FACTOR,
    HOUR_SECONDS,
  );
  const passwordsOfLink = counter("password-link", env.PASSWORD_TRIES_PER_MINUTE * ONE_LINK_FACTOR, HOUR_SECONDS);
  const triesFromAddress = counter("account-address", env.ACCOUNT_TRIES_PER_HOUR, HOUR_SECONDS);
  const triesFromDevice = counter("account-device", env.ACCOUNT_TRIES_PER_HOUR, HOUR_SECONDS);
  const tries = counter("account", env.ACCOUNT_TRIES_PER_HOUR * ALL_ADDRESSES_FACTOR, HOUR_SECONDS);
  const triesAtAnyAccount = counter("account-any", env.ACCOUNT_TRIES_PER_HOUR * ONE_ADDRESS_FACTOR, HOUR_SECONDS);
  const passkeys = counter("passkey", env.ACCOUNT_TRIES_PER_HOUR * ONE_ADDRESS_FACTOR, HOUR_SECONDS);
  const lettersInAnHour = counter("letters-hour", env.LETTERS_PER_ADDRESS_HOUR, HOUR_SECONDS);
  const lettersOfAnAddress = [
    counter("letters-address-hour", shareOf(env.LETTERS_PER_ADDRESS_HOUR), HOUR_SECONDS),
    counter("letters-address-day", shareOf(env.LETTERS_PER_ADDRESS_DAY), DAY_SECONDS),
  ] as const;
  const lettersInADay = counter("letters-day", env.LETTERS_PER_ADDRESS_DAY, DAY_SECONDS);
  // The keys of counters are hashed, because counters outlive a deleted person.
  const keyedHash = (text: string) => createHmac("sha256", env.AUTH_SECRET).update(text).digest("base64url");
  const created: Limits = {
    signIn: (addressHash) => consume(signIns, addressHash, 1, "sign-ins"),
    async startSession(userId, addressHash, more) {
      const { user, address } = await countOpenSessions(userId, addressHash);
      const reached = user + more > env.LIVE_SESSIONS_PER_USER || address + more > env.LIVE_SESSIONS_PER_ADDRESS;
      return reached ? { limit: "live-sessions", retryAfterSeconds: null } : null;
    },
    makeSession: async (userId, addressHash) =>
      (await consume(sessionsOfUser, keyedHash(userId), 1, "sessions")) ??
      consume(sessionsOfAddress, addressHash, 1, "sessions"),
    async speak(userId, addressHash, seconds) {
      const spent = await budget.spend("seconds", { userId, addressHash }, seconds);
      return spent.ok ? null : { limit: "audio-minutes", retryAfterSeconds: spent.retryAfterSeconds };
    },
    async maySpeak(userId, addressHash) {
      const seen = await budget.look("seconds", { userId, addressHash });
      if (seen?.state !== "used-up") return null;
      return { limit: "audio-minutes", retryAfterSeconds: seen.retryAfterSeconds };
    },
    moveSpending: (from, to) => budget.move(from, to),
    makeLink: (sessionId) => consume(links, sessionId, 1, "links"),
    openLink: (addressHash) => consume(openings, addressHash, 1, "joins"),
    join: (addressHash) => consume(joins, addressHash, 1, "joins"),
    takeFile: (kind, id) => consume(files[kind], keyedHash(id), 1, "files"),
    read: (readersNow) =>
      readersNow < env.READERS_PER_LINK ? null : { limit: "readers", retryAfterSeconds: FULL_SECONDS },
    async tryPassword(linkId, addressHash, connection) {
      const reached = await Promise.all([
        usedUp(passwords, `${linkId}:${connection}`, "passwords"),
        usedUp(passwordsOfAddress, `${linkId}:${addressHash}`, "passwords"),
        usedUp(passwordsOfLink, linkId, "passwords"),
      ]);
      return reached.find((r) => r !== null) ?? null;
    },
    async countWrongPassword(linkId, addressHash, connection) {
      await Promise.all([
        passwords.penalty(`${linkId}:${connection}`),
        passwordsOfAddress.penalty(`${linkId}:${addressHash}`),
        passwordsOfLink.penalty(linkId),
      ]);
    },
    ...openCodeLimits((name, points) => counter(name, points, HOUR_SECONDS), env.CODE_TRIES_PER_ADDRESS_HOUR),
    tryPasskey: (addressHash) => consume(passkeys, addressHash, 1, "passwords"),
    async writeTo(email, asker) {
      const isKnown = asker !== "notice" && provenDevice(asker.deviceCookie, email, env.AUTH_SECRET) !== null;
      const kind = asker === "notice" ? "notice" : isKnown ? "known" : "asked";
      const hash = keyedHash(`${kind}:${canonicalAddress(email)}`);
      if (asker !== "notice" && !isKnown) {
        const [inAnHour, inADay] = lettersOfAnAddress;
        const key = `${hash}:${asker.addressHash}`;
        const reached = (await consume(inAnHour, key, 1, "passwords")) ?? (await consume(inADay, key, 1, "passwords"));
        if (reached) return reached;
      }
      return (
        (await consume(lettersInAnHour, hash, 1, "passwords")) ?? (await consume(lettersInADay, hash, 1, "passwords"))
      );
    },
    async tryAccount(account, addressHash, deviceCookie) {
      const hash = keyedHash(`account:${account}`);
      const device = provenDevice(deviceCookie, account, env.AUTH_SECRET);
      if (device) return consume(triesFromDevice, `${hash}:${device}`, 1, "passwords");
      const reached = await consume(triesFromAddress, `${hash}:${addressHash}`, 1, "passwords");
      return (
        reached ??
        (await consume(tries, hash, 1, "passwords")) ??
        consume(triesAtAnyAccount, addressHash, 1, "passwords")
      );
    },
  };
  open.set(created);
  return created;
}

/** The share of the letters to one mailbox that one address may use. */
function shareOf(letters: number): number {
  return Math.max(1, letters - Math.ceil(letters / 4));
}

/** The `Retry-After` header of an answer with status 429. */
export function retryAfter({ retryAfterSeconds }: LimitReached): { readonly "Retry-After": string } {
  return { "Retry-After": String(retryAfterSeconds ?? MINUTE_SECONDS) };
}
