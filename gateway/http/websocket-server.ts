import { type ServerOptions, WebSocketServer } from "ws";

/**
 * Handles one message of a connection per iteration of the event loop. By default `ws` handles every message that one
 * read brought: thousands of small messages of one client would delay the messages of all others.
 */
export class FairWebSocketServer extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, allowSynchronousEvents: false });
  }
}
