/** Where the relay's two processes meet: `<session> <n> <sound>`. */
export const RELAY_CHANNEL = "relay";
