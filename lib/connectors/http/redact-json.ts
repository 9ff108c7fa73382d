import { decoded, MARK } from "./redact-mark.ts";
import { withoutNamed } from "./redact-plain.ts";
import { isSecretName, mayHoldSecret } from "./secret-names.ts";

const TOKEN = /\s+|"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|[{}[\]:,]|[^\s"{}[\]:,]+/g;
const COLON = /\s*:/y;
const LITERAL = /^(?:true|false|null)$/;
const NUMBER = /^-?\d[\d.eE+-]*$/;

/** `{"name": "password", "value": "…"}`: the name stands beside the value. */
const NAMING = /^(?:name|key|attribute|field|label|id|path|header|parameter|property|setting|variable)$/i;
const NAMED = /^(?:values?|vals?)$/i;

/** An object or array that is being read. */
interface Frame {
  readonly isHidden: boolean;
  /** Name of the field that is being read. */
  field: string | null;
  fieldFrom: number;
  /** One of its fields is the name of a secret. */
  namesSecret: boolean;
  /** Where the fields stand that such a name is about. */
  readonly values: (readonly [from: number, to: number])[];
}

/** Whether a text is written as JSON, whole or cut off, or there is some in it. */
export function hasJson(text: string): boolean {
  return /^\s*[{[]|[{[]\s*["{[]/.test(text);
}

/**
 * Takes secrets out of a JSON text, whole, cut off or broken. All that holds none stays as it was written, numbers to
 * their last digit: what is kept is evidence.
 * @param inner takes them out of a text within the text
 */
export function withoutFields(text: string, inner: (text: string) => string): string {
  return new JsonText(text, inner).safe();
}

class JsonText {
  readonly #parts: string[] = [];
  readonly #isName: boolean[] = [];
  /** Rises by one where something hidden begins, and falls where it ends. */
  readonly #hiding = new Map<number, number>();
  readonly #frames: Frame[] = [frameOf(false)];
  readonly #inner: (text: string) => string;
  #isBroken = false;

  constructor(text: string, inner: (text: string) => string) {
    this.#inner = inner;
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
      COLON.lastIndex = index + token.length;
      this.#read(token, token.startsWith('"') && COLON.test(text));
    }
    for (const frame of this.#frames) this.#leave(frame);
  }

  safe(): string {
    let depth = 0;
    const safe = this.#parts.map((part, at) => {
      depth += this.#hiding.get(at) ?? 0;
      return this.#written(part, this.#isName[at] === true, depth > 0);
    });
    const text = safe.join("");
    return this.#isBroken ? withoutNamed(text) : text;
  }

  #read(token: string, isName: boolean): void {
    const at = this.#parts.push(token) - 1;
    this.#isName.push(isName);
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    if (isName) this.#enterField(frame, decoded(token.slice(1, -1)));
    else if (token === "{" || token === "[") this.#frames.push(frameOf(frame.isHidden || isSecretField(frame)));
    else if (token === ",") this.#leaveField(frame);
    else if (token === "}" || token === "]") this.#close(frame);
    else this.#value(frame, token, at);
  }

  #enterField(frame: Frame, name: string): void {
    frame.field = name;
    frame.fieldFrom = this.#parts.length;
  }

  #value(frame: Frame, token: string, at: number): void {
    if (token === ":" || token.trim() === "") return;
    if (frame.isHidden || isSecretField(frame)) this.#hide(at, at + 1);
    if (token.startsWith('"')) {
      if (frame.field !== null && NAMING.test(frame.field)) frame.namesSecret ||= isSecretName(decoded(token));
    } else if (!LITERAL.test(token) && !NUMBER.test(token)) this.#isBroken = true;
  }

  #leaveField(frame: Frame): void {
    if (frame.field !== null && NAMED.test(frame.field)) frame.values.push([frame.fieldFrom, this.#parts.length]);
    frame.field = null;
  }

  #leave(frame: Frame): void {
    this.#leaveField(frame);
    if (frame.namesSecret) for (const [from, to] of frame.values) this.#hide(from, to);
  }

  #close(frame: Frame): void {
    this.#leave(frame);
    if (this.#frames.length > 1) this.#frames.pop();
    else this.#isBroken = true;
  }

  #hide(from: number, to: number): void {
    this.#hiding.set(from, (this.#hiding.get(from) ?? 0) + 1);
    this.#hiding.set(to, (this.#hiding.get(to) ?? 0) - 1);
  }

  /** What a field merely switches is no secret ("changePassword": {"supported": true}). */
  #written(part: string, isName: boolean, isHidden: boolean): string {
    if (!part.startsWith('"')) {
      const isValue = !/^(?:[{}[\]:,]|\s+)$/.test(part) && !LITERAL.test(part);
      return isHidden && isValue ? `"${MARK}"` : part;
    }
    if (isHidden && !isName) return `"${MARK}"`;
    const text = decoded(part.length > 1 && part.endsWith('"') ? part.slice(1, -1) : part.slice(1));
    if (!part.includes("\\") && !mayHoldSecret(text)) return part;
    const safe = this.#inner(text);
    return safe === text ? part : JSON.stringify(safe);
  }
}

function frameOf(isHidden: boolean): Frame {
  return { isHidden, field: null, fieldFrom: 0, namesSecret: false, values: [] };
}

function isSecretField({ field }: Frame): boolean {
  return field !== null && isSecretName(field);
}
