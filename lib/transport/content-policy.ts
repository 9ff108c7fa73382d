/**
 * What a page of ours may load and run: our own files, and scripts that carry this answer's nonce. Nothing inline, nothing
 * from elsewhere, no frame around it. Style attributes alone are free: bars and grids are placed by them.
 * @param nonce fresh for every answer
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Headers of every page beside its policy. `same-origin`: a link that leads away tells nothing of where it stood. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  // Only heeded over https.
  "strict-transport-security": "max-age=31536000",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};
