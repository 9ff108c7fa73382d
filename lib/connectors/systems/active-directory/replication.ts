import { type Instant, instant } from "../../../core/instant.ts";

/** Number of the attribute in every Active Directory's base schema. */
export const USER_ACCOUNT_CONTROL = 0x00090008;

const HEADER_BYTES = 16;
const RECORD_BYTES = 48;
/** Seconds from 1601 to 1970: directories count from the former. */
const EPOCH_SECONDS = 11_644_473_600n;

/**
 * When an attribute was last written, wherever in the domain that was, from replPropertyMetaData (MS-DRSR
 * PROPERTY_META_DATA_EXT_VECTOR). Rounded up to the next second: what is counted from it must not end too early.
 * null when it is not shown or not of the form that is known.
 */
export function changedAt(metadata: Buffer | undefined, attribute: number): Instant | null {
  if (metadata === undefined || metadata.length < HEADER_BYTES || metadata.readUInt32LE(0) !== 1) return null;
  const count = metadata.readUInt32LE(8);
  if (metadata.length < HEADER_BYTES + count * RECORD_BYTES) return null;
  for (let at = HEADER_BYTES; at < HEADER_BYTES + count * RECORD_BYTES; at += RECORD_BYTES) {
    if (metadata.readUInt32LE(at) !== attribute) continue;
    const seconds = metadata.readBigUInt64LE(at + 8) - EPOCH_SECONDS;
    return seconds > 0n && seconds < 32_503_680_000n ? instant((Number(seconds) + 1) * 1_000_000) : null;
  }
  return null;
}
