import { headerAt, NotLdapError } from "./ber.ts";

const SEQUENCE = 0x30;
/** Longest single message, such as one entry with all its values. */
const MESSAGE_CAP_BYTES = 8 * 1024 * 1024;

/** A message is longer than anything that is read. */
export class MessageTooLongError extends Error {
  override readonly name = "MessageTooLongError";
}

/** Cuts what arrives into whole LDAP messages. */
export class Frames {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #wanted = 2;

  /**
   * @returns the messages that are whole by now, each with its header.
   * @throws NotLdapError, MessageTooLongError when no LDAP can follow.
   */
  push(chunk: Buffer): readonly Buffer[] {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    // A long message in small pieces is joined once, not once a piece.
    if (this.#bytes < this.#wanted) return [];
    const all = Buffer.concat(this.#chunks, this.#bytes);
    const whole: Buffer[] = [];
    let at = 0;
    this.#wanted = 2;
    while (at < all.length) {
      if (all[at] !== SEQUENCE) throw new NotLdapError("what arrived does not begin as an LDAP message");
      const header = headerAt(all, at);
      if (header === null) {
        this.#wanted = all.length - at + 1;
        break;
      }
      if (header.end - at > MESSAGE_CAP_BYTES) throw new MessageTooLongError("a message is longer than what is read");
      if (header.end > all.length) {
        this.#wanted = header.end - at;
        break;
      }
      whole.push(all.subarray(at, header.end));
      at = header.end;
    }
    this.#chunks = at < all.length ? [all.subarray(at)] : [];
    this.#bytes = all.length - at;
    return whole;
  }
}
