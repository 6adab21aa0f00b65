import { destination, type Logger, pino } from "pino";

/** The log of a process. It names sessions by id, and never holds spoken words, tokens or secrets. */
export type Log = Logger;

/** A structured log on standard output. `name`: the role of the process. */
export function createLog(name: string, level: string): Log {
  return pino(
    {
      name,
      level,
      // A safety net: callers do not log these values in the first place.
      redact: [
        "*.text",
        "*.title",
        "*.spokenTitle",
        "*.token",
        "*.cookie",
        "*.authorization",
        "*.password",
        "*.pass",
        "*.link",
        "*.path",
        "*.sound",
        "req.headers",
      ],
      serializers: { err: describeError },
    },
    destination({ fd: 1, sync: true }),
  );
}

/** Redirects Next's `console.error` to the log, without its text, which may contain query values. */
export function logConsole(log: Log): void {
  console.error = (...said: unknown[]) => {
    const err = said.find((one) => one instanceof Error);
    log.error(err ? { err } : {}, "Next reported an error");
  };
}

/** An error's name, code, message and stack, without the parameters of a query, which may hold spoken words. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error };
  const code = codeOf(error);
  // Prisma's messages quote the failing query and its values.
  const isQuery = error.name.startsWith("Prisma") || error.name === "DriverAdapterError";
  return isQuery
    ? { type: error.name, code, meta: prismaCode(error) }
    : { type: error.name, code, message: error.message, stack: error.stack };
}

/** The code of an error, for logs where its message may quote what people wrote. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function prismaCode(error: Error): unknown {
  const meta = "meta" in error ? (error.meta as { code?: unknown } | undefined) : undefined;
  return meta?.code;
}
