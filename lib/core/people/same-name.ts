/** Letters that Unicode does not take apart into a plain letter and its mark. */
const PLAIN: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i" };

/**
 * Whether two names can be one human's: the same words without case, accents and order, or all words of the shorter
 * among those of the longer, where the shorter has two at least ("Jane Doe", "Doe, Jane A."). null = no name, which
 * speaks against nobody. It never says that two are the same person: that needs a key or a mail beside it.
 */
export function namesAgree(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return true;
  const [few, many] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length);
  if (few === undefined || many === undefined) return true;
  if (few.length < many.length && few.length < 2) return false;
  const left = [...many];
  return few.every((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function wordsOf(name: string): string[] {
  const folded = name
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđı]/g, (letter) => PLAIN[letter] ?? letter);
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
