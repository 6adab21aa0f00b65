const POLYNOMIAL = 0x04c11db7;

/** CRC of each byte, unreflected, as Ogg counts it (RFC 3533); zlib's CRC-32 is reflected. */
const CHECKSUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let checksum = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) checksum = checksum & 0x80000000 ? (checksum << 1) ^ POLYNOMIAL : checksum << 1;
  return checksum;
});

/** The checksum of an Ogg page whose own checksum is 0. */
export function pageChecksum(page: Uint8Array): number {
  let checksum = 0;
  for (const byte of page) checksum = (checksum << 8) ^ (CHECKSUMS[((checksum >>> 24) ^ byte) & 0xff] ?? 0);
  return checksum >>> 0;
}
