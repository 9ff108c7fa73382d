/**
 * The name of a file as the name of a source: letters, digits, blanks, dots and hyphens, sixty at most. It is kept for
 * good, and what cannot stand in it is left out.
 */
export function sourceNameOf(fileName: string): string {
  const plain = fileName
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9_ .-]/g, "")
    .trim()
    .slice(-60)
    .trim();
  return plain === "" ? "File of leavers" : plain;
}
