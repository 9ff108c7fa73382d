import { FileRefused } from "./refuse-file.ts";

/** What a reader of XML is told, in the order of the text. Names come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(value: string): void;
}

const TAG_LENGTH_MAX = 65_536;
const TEXT_LENGTH_MAX = 1 << 20;
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * Reads XML as it streams in. Of entities it knows the five of XML and numbers: a document type is refused, so that no
 * file can define one that grows.
 */
export class XmlReader {
  readonly #handler: XmlHandler;
  #rest = "";

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  push(part: string): void {
    const text = this.#rest + part;
    let at = 0;
    for (;;) {
      const open = text.indexOf("<", at);
      if (open < 0) break;
      const close = text.indexOf(">", open);
      if (close < 0) break;
      if (open > at) this.#handler.text(unescaped(text.slice(at, open)));
      this.#tag(text.slice(open + 1, close));
      at = close + 1;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > TEXT_LENGTH_MAX) throw new FileRefused("snapshot_unreadable");
  }

  #tag(tag: string): void {
    if (tag.length > TAG_LENGTH_MAX || /^!DOCTYPE/i.test(tag)) throw new FileRefused("snapshot_unreadable");
    if (tag.startsWith("?") || tag.startsWith("!")) return;
    if (tag.startsWith("/")) this.#handler.close(plainName(tag.slice(1)));
    else this.#open(tag);
  }

  #open(tag: string): void {
    const empty = tag.endsWith("/");
    const blank = tag.search(/[\s/]/);
    const name = plainName(blank < 0 ? tag : tag.slice(0, blank));
    this.#handler.open(name, blank < 0 ? "" : tag.slice(blank));
    if (empty) this.#handler.close(name);
  }
}

function plainName(name: string): string {
  return name.slice(name.indexOf(":") + 1).trim();
}

/** The value of an attribute; null when it is not there. */
export function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s|:)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found === null ? null : unescaped(found[1] ?? found[2] ?? "");
}

function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g, (all, decimal, hexadecimal, name) => {
    if (name !== undefined) return NAMED[name] ?? all;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
