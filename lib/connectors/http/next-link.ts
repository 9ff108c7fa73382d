/**
 * Path and query of the page that a Link header calls `next` (RFC 8288), below the base address.
 * @returns null when there is none; "elsewhere" when it leads to another host or out of the base path: a credential
 * follows a link nowhere.
 */
export function nextLink(header: string | null, baseUrl: string): string | null {
  for (const part of (header ?? "").split(/,\s*(?=<)/)) {
    const match = /^\s*<([^>]*)>(.*)$/s.exec(part);
    if (match?.[1] === undefined || !/;\s*rel="?(?:[^"]*\s)?next(?:\s[^"]*)?"?\s*(?:;|$)/i.test(match[2] ?? ""))
      continue;
    return belowBase(match[1], baseUrl);
  }
  return null;
}

/** Path and query of an absolute address below the base address; "elsewhere" when it is not below it. */
export function belowBase(address: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  if (!URL.canParse(address, base)) return "elsewhere";
  const target = new URL(address, base);
  const prefix = base.pathname.replace(/\/+$/, "");
  if (target.origin !== base.origin || !target.pathname.startsWith(`${prefix}/`)) return "elsewhere";
  return `${target.pathname.slice(prefix.length)}${target.search}`;
}
