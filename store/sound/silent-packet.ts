import { PACKET_BYTES } from "#protocol/sound";

/** A packet of stored sound that decodes to silence. */
export const SILENT_PACKET = new Uint8Array(PACKET_BYTES);
SILENT_PACKET.set([0xb8, 0xff, 0xfe]);
