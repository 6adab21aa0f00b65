import pRetry from "p-retry";
import { FenceLost } from "./fence-lost";

/** SQLSTATE classes of permanent errors: data exceptions, constraint violations, syntax and access. */
const PERMANENT = /^(22|23|42)/;

/** Whether the same query may succeed later: the connection was cut, PostgreSQL restarts, the pool is busy. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof FenceLost || error.name === "PrismaClientValidationError") return false;
  return !PERMANENT.test(sqlState(error) ?? "");
}

/** Whether PostgreSQL has no space on its disk for a row (SQLSTATE disk_full). */
export function isOutOfSpace(error: unknown): boolean {
  return error instanceof Error && sqlState(error) === "53100";
}

/** SQLSTATE classes of faults and locks of single tables, among them 55P03, lock_not_available. */
const TABLE_FAULT = /^(55|58|XX)/;

/** Whether PostgreSQL answers, but cannot use a table now: it is locked or damaged, or its file cannot be read. */
export function isTableFault(error: unknown): boolean {
  return error instanceof Error && TABLE_FAULT.test(sqlState(error) ?? "");
}

/**
 * Repeats a query until PostgreSQL answers, with backoff from 100 ms to 2 s.
 * @throws the query's own error when it is permanent, the signal's reason when aborted
 */
export function untilStored<T>(query: () => Promise<T>, options: RetryOptions): Promise<T> {
  return pRetry(query, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 100,
    maxTimeout: 2_000,
    factor: 2,
    randomize: true,
    signal: options.signal,
    shouldRetry: ({ error }) => isTransient(error),
    onFailedAttempt: ({ error }) => {
      if (isTransient(error)) options.onRetry(error);
    },
  });
}

export type RetryOptions = {
  readonly signal: AbortSignal;
  readonly onRetry: (error: Error) => void;
};

/** The SQLSTATE of an error: PostgreSQL's code of five characters. Undefined: the error has none. */
export function sqlState(error: Error): string | undefined {
  const meta = "meta" in error ? (error.meta as Record<string, unknown> | undefined) : undefined;
  // Prisma gives an error without a code of its own as the adapter threw it.
  const adapterError = error.name === "DriverAdapterError" ? error : meta?.driverAdapterError;
  const { cause } = (adapterError ?? {}) as { cause?: { originalCode?: unknown; code?: unknown } };
  const code = meta?.code ?? cause?.originalCode ?? cause?.code;
  return typeof code === "string" ? code : undefined;
}
