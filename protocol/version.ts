/**
 * The version of the messages between pages and gateways. Raise it with every change of an event, a message or an answer
 * that an earlier page could not read or send.
 *
 * A page of an earlier version stays connected, is told to reload, and first sends the sound that it keeps. So the events
 * `speak`, `chunk`, `lost` and `stop` and their answers have to stay compatible with the version before.
 */
export const PROTOCOL_VERSION = 4;

/** The parameter of a connection's address that holds the page's version. Clients without a page leave it out. */
export const VERSION_PARAMETER = "protocol";
