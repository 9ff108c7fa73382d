/** One element: tag, length, content. */
export function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat([...contents]);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const short = length.subarray(length.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | short.length]), short, content]);
}

/** An element under a number of its own, as Kerberos writes every field. */
export function field(number: number, element: Buffer): Buffer {
  return der(0xa0 | number, element);
}

export function sequence(...elements: readonly Buffer[]): Buffer {
  return der(0x30, ...elements);
}

/** A whole number of 32 bits, in as few bytes as DER asks for. */
export function integer(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeIntBE(value, 0, 5);
  let from = 0;
  while (from < 4 && bytes[from] === 0 && (bytes[from + 1] ?? 0) < 0x80) from += 1;
  return der(0x02, bytes.subarray(from));
}

export function octets(value: Buffer): Buffer {
  return der(0x04, value);
}

export function generalString(text: string): Buffer {
  return der(0x1b, Buffer.from(text));
}

/** Such as 20370913024805Z. */
export function generalizedTime(text: string): Buffer {
  return der(0x18, Buffer.from(text));
}
