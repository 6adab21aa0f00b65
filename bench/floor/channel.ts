/** The Redis channel between the relay's two processes: `<session> <n> <sound>`. */
export const RELAY_CHANNEL = "relay";
