const OPEN = 123;
const CLOSE = 125;
const LIST_OPEN = 91;
const LIST_CLOSE = 93;
const QUOTE = 34;
const BACKSLASH = 92;

/** An object longer than this is no row of a list. */
const OBJECT_LENGTH_MAX = 1 << 20;

/**
 * Cuts a stream of JSON into the objects of its list, as text: of an array, or of lines that each are an object. What is
 * inside an object is not understood here, only where it ends.
 */
export class ObjectSplitter {
  #text = "";
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Where the object that is open began; -1: none is. */
  #from = -1;
  /** The list was closed: whatever follows is no row. */
  closed = false;
  /** An object was longer than any row. */
  tooLong = false;

  /** @returns the objects that ended in this part */
  push(part: string): string[] {
    const found: string[] = [];
    const first = this.#text.length;
    this.#text += part;
    for (let at = first; at < this.#text.length && !this.closed; at += 1) {
      if (this.#step(this.#text.charCodeAt(at), at)) {
        found.push(this.#text.slice(this.#from, at + 1));
        this.#from = -1;
      }
    }
    this.#text = this.#from < 0 ? "" : this.#text.slice(this.#from);
    if (this.#from > 0) this.#from = 0;
    if (this.#text.length > OBJECT_LENGTH_MAX) this.tooLong = true;
    return found;
  }

  /** The text ended inside an object. */
  get isOpen(): boolean {
    return this.#from >= 0;
  }

  /** True when an object ends at this place. */
  #step(code: number, at: number): boolean {
    if (this.#inString) {
      this.#inText(code);
      return false;
    }
    if (code === QUOTE) this.#inString = true;
    else if (code === OPEN || code === LIST_OPEN) {
      if (this.#depth === 0 && code === OPEN) this.#from = at;
      this.#depth += 1;
    } else if (code === CLOSE || code === LIST_CLOSE) {
      this.#depth -= 1;
      if (this.#depth < 0) this.closed = true;
      return this.#depth === 0 && this.#from >= 0;
    }
    return false;
  }

  #inText(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE) this.#inString = false;
  }
}
