/**
 * A name or mail as names and mails are compared: NFC, letter case aside. Not locale-aware: a Turkish machine must
 * compare as every other. No folding that also joins look-alike letters: one person would pass for another.
 */
export function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
