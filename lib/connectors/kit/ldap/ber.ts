/** One element of a BER encoding (X.690): its tag and where its content stands. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

/** What came back is not LDAP, or lies about its own lengths. */
export class NotLdapError extends Error {
  override readonly name = "NotLdapError";
}

interface Header {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads where an element begins and ends; null while its header has not arrived whole. A length is read, not believed:
 * whoever asks compares `end` with what is there.
 * @throws NotLdapError for lengths that LDAP does not use (indefinite, above four bytes).
 */
export function headerAt(bytes: Buffer, at: number): Header | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return null;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const more = first & 0x7f;
  if (more === 0 || more > 4) throw new NotLdapError("a length is not one that LDAP uses");
  if (bytes.length < at + 2 + more) return null;
  const start = at + 2 + more;
  return { tag, start, end: start + bytes.readUIntBE(at + 2, more) };
}

/**
 * The elements that stand one after the other in a content, to its very end.
 * @throws NotLdapError when one ends outside of it.
 */
export function elementsOf(content: Buffer): readonly Element[] {
  const found: Element[] = [];
  for (let at = 0; at < content.length; ) {
    const header = headerAt(content, at);
    if (header === null || header.end > content.length)
      throw new NotLdapError("an element ends outside of its message");
    found.push({ tag: header.tag, content: content.subarray(header.start, header.end) });
    at = header.end;
  }
  return found;
}

/** A whole number of at most four bytes. */
export function numberOf(element: Element | undefined, tag: number): number {
  if (element === undefined || element.tag !== tag || element.content.length === 0 || element.content.length > 4) {
    throw new NotLdapError("a number is missing");
  }
  return element.content.readIntBE(0, element.content.length);
}

/** The content of the element with this tag. */
export function contentOf(element: Element | undefined, tag: number): Buffer {
  if (element === undefined || element.tag !== tag) throw new NotLdapError("a part of the message is missing");
  return element.content;
}
