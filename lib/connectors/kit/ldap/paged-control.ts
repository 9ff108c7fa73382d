import { BerWriter, Control } from "ldapts";

const OID = "1.2.840.113556.1.4.319";
const OCTETS = 0x04;

/**
 * Asks for one page (RFC 2696). The library's own way of paging takes an empty page for the last one, also where the
 * server says that more follow.
 */
export class PagedControl extends Control {
  readonly #size: number;
  readonly #cookie: Buffer;

  constructor(size: number, cookie: Buffer | null) {
    super(OID, { critical: true });
    this.#size = size;
    this.#cookie = cookie ?? Buffer.alloc(0);
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(this.#size);
    value.writeBuffer(this.#cookie, OCTETS);
    value.endSequence();
    writer.writeBuffer(value.buffer, OCTETS);
  }
}
