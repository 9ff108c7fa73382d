/** A form as it arrives: fields that came before its file, and the file as a stream. */
export interface ReceivedForm {
  readonly fields: Readonly<Record<string, string>>;
  /** null: the form ended without a file. */
  readonly file: AsyncIterable<Uint8Array> | null;
}

const HEAD_MAX = 8192;
const FIELD_MAX = 65_536;
const FIELDS_MAX = 64;

/** The form is not written as RFC 7578 says, or holds more than a form may. */
export class MalformedForm extends Error {}

/**
 * Reads a form up to its first file (RFC 7578); what follows the file is not read. Of the file nothing is held but what
 * may be the beginning of the line that ends it.
 * @throws MalformedForm
 */
export async function readForm(source: AsyncIterable<Uint8Array>, boundary: string): Promise<ReceivedForm> {
  const reader = new PartReader(source[Symbol.asyncIterator](), boundary);
  const fields: Record<string, string> = {};
  for (let part = 0; part < FIELDS_MAX; part += 1) {
    const head = await reader.nextHead();
    if (head === null) return { fields, file: null };
    const name = /(?:^|;|\s)name="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined) throw new MalformedForm("a part has no name");
    if (/(?:^|;|\s)filename\*?=/i.test(head)) return { fields, file: reader.content() };
    fields[name] = await reader.text();
  }
  throw new MalformedForm("too many fields");
}

class PartReader {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #delimiter: Buffer;
  /** A line end before everything, so that the first boundary looks like all others. */
  #held: Buffer = Buffer.from("\r\n");
  #ended = false;

  constructor(source: AsyncIterator<Uint8Array>, boundary: string) {
    this.#source = source;
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  /** Head of the next part; null after the last. */
  async nextHead(): Promise<string | null> {
    for await (const _ of this.content()) {
      // What stands before a boundary and was not asked for is passed over.
    }
    this.#held = this.#held.subarray(this.#delimiter.length);
    await this.#fill(2);
    if (this.#held.toString("latin1", 0, 2) === "--") return null;
    return this.#until("\r\n\r\n", HEAD_MAX);
  }

  async text(): Promise<string> {
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of this.content()) {
      length += part.length;
      if (length > FIELD_MAX) throw new MalformedForm("a field is too long");
      parts.push(part);
    }
    return Buffer.concat(parts).toString("utf8");
  }

  /** Bytes up to the next boundary, which stays. */
  async *content(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(this.#delimiter);
      const certain = at >= 0 ? at : this.#held.length - this.#delimiter.length;
      if (certain > 0) {
        yield this.#held.subarray(0, certain);
        this.#held = this.#held.subarray(certain);
      }
      if (at >= 0) return;
      await this.#more();
    }
  }

  async #until(mark: string, most: number): Promise<string> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        const text = this.#held.toString("utf8", 0, at);
        this.#held = this.#held.subarray(at + mark.length);
        // The line end before the next boundary may be the one that ends an empty part's head.
        if (this.#held.indexOf(this.#delimiter.subarray(2)) === 0)
          this.#held = Buffer.concat([Buffer.from("\r\n"), this.#held]);
        return text;
      }
      if (this.#held.length > most) throw new MalformedForm("a part's head is too long");
      await this.#more();
    }
  }

  async #fill(count: number): Promise<void> {
    while (this.#held.length < count) await this.#more();
  }

  async #more(): Promise<void> {
    if (this.#ended) throw new MalformedForm("the form ends in the middle");
    const next = await this.#source.next();
    if (next.done === true) {
      this.#ended = true;
      throw new MalformedForm("the form ends in the middle");
    }
    this.#held = Buffer.concat([this.#held, next.value]);
  }
}
