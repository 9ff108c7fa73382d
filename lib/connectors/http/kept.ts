/** Longest text that is kept of an answer, in UTF-8 bytes. */
export const KEPT_BODY_BYTES = 64 * 1024;

/** Cuts a text to what is kept, at a character's border. */
export function kept(text: string): string {
  // A UTF-16 unit is at most three bytes of UTF-8, so a short text needs no count.
  if (text.length * 3 <= KEPT_BODY_BYTES || Buffer.byteLength(text) <= KEPT_BODY_BYTES) return text;
  const bytes = Buffer.from(text);
  let end = KEPT_BODY_BYTES;
  while (end > 0 && ((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end -= 1;
  return bytes.toString("utf8", 0, end);
}
