/** The path of Socket.IO, below the base path. */
export const SOCKET_PATH = "/socket.io";

/**
 * Where a network refuses websockets, a page opens a stream instead: a request whose endless response carries the messages to
 * the page. Messages of the page are the bodies of further requests, which any web process takes.
 */
export const STREAM_PATH = "/stream";
export const STREAM_MESSAGES_PATH = "/stream/messages";

/** The request header with the id of the stream, which only its page knows. */
export const STREAM_HEADER = "x-stream";

/** Separates the packets of one request, as in Engine.IO's long polling. */
export const PACKET_SEPARATOR = "\x1e";
