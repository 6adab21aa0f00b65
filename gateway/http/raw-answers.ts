import { type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Headers } from "./default-headers";

const STATUS_BY_CODE: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Adds headers to answers without a response object: refusals of Node's parser and of upgrades. */
export function completeRawAnswers(httpServer: Server, headers: Headers): void {
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  const answering = new WeakMap<Duplex, ServerResponse>();
  httpServer.prependListener("request", (request, response) => answering.set(request.socket, response));
  httpServer.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const response = answering.get(socket);
    const isUnderWay = response?.headersSent && !response.writableFinished;
    if (!socket.writable || isUnderWay || error.code === "ECONNRESET") return socket.destroy();
    const status = STATUS_BY_CODE[error.code ?? ""] ?? 400;
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}Connection: close\r\n\r\n`);
  });
  httpServer.prependListener("upgrade", (_request, socket) => completeFirstAnswer(socket, lines));
}

/** Changes the first write only: later ones belong to the websocket. */
function completeFirstAnswer(socket: Duplex, lines: string): void {
  for (const name of ["write", "end"] as const) {
    const send = socket[name].bind(socket) as (...sent: unknown[]) => never;
    socket[name] = (first?: unknown, ...more: unknown[]) => {
      delete (socket as Partial<Duplex>).write;
      delete (socket as Partial<Duplex>).end;
      const isAnswer = typeof first === "string" && first.startsWith("HTTP/1.1 ");
      return send(isAnswer ? first.replace("\r\n", `\r\n${lines}`) : first, ...more);
    };
  }
}
