import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressGuard } from "./address-guard.ts";

const closed = addressGuard([]);
const open = addressGuard(["127.0.0.0/8", "10.1.0.0/16", "fd00:1::/32", "169.254.0.0/16"]);

/** Every way to write an address that is not for us; each reached the loopback or the metadata service somewhere. */
const REFUSED = [
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "127.255.255.254",
  "2130706433",
  "0x7f000001",
  "0x7f.1",
  "0x7F.0x0.0x0.0x1",
  "0177.0.0.1",
  "017700000001",
  "00000177.1",
  "127.0.0.1.",
  "0",
  "0.0.0.0",
  "0x0",
  "0x",
  "1",
  "10.0.0.1",
  "10.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.0.1",
  "192.168.257",
  "3232235521",
  "100.64.0.1",
  "100.100.100.200",
  "169.254.169.254",
  "169.254.43518",
  "0xa9fea9fe",
  "2852039166",
  "0251.0376.0251.0376",
  "168.63.129.16",
  "192.0.0.192",
  "192.0.2.1",
  "198.18.0.1",
  "198.51.100.7",
  "203.0.113.9",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "１２７.0.0.1",
  "127。0。0。1",
  "①②⑦.⓪.⓪.①",
  "::1",
  "[::1]",
  "::",
  "0:0:0:0:0:0:0:1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "[::FFFF:10.0.0.1]",
  "::127.0.0.1",
  "::ffff:0:127.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b::169.254.169.254",
  "64:ff9b:1::1",
  "2002:7f00:1::",
  "2001:0:7f00:1::",
  "2001:db8::1",
  "fe80::1",
  "fe80::1%eth0",
  "::1%lo",
  "fc00::1",
  "fd00:ec2::254",
  "fec0::1",
  "ff02::1",
  "3fff::1",
  "5f00::1",
  "256.0.0.1",
  "1.2.3.4.5",
  "4294967296",
  "127.0.0.09",
  "1:2:3",
  ":::",
];

const PUBLIC = [
  "8.8.8.8",
  "1.1.1.1",
  "134744072",
  "172.32.0.1",
  "192.169.0.1",
  "2606:4700::1111",
  "[2a00:1450:4001::1]",
  "::ffff:8.8.8.8",
];

describe("address guard", () => {
  it.each(REFUSED)("refuses %s", (address) => {
    expect(closed.judge(address)).toBe("refused");
  });
  it.each(PUBLIC)("lets %s through as public", (address) => {
    expect(closed.judge(address)).toBe("public");
  });
  it.each(["scim.example.com", "localhost", "a.b-c.example", "1.example", "0x7f.example"])(
    "leaves %s to name resolution",
    (name) => {
      expect(closed.judge(name)).toBe("name");
    },
  );
  it.each(["127.0.0.1", "127.9.9.9", "0x7f.1", "::ffff:127.0.0.1", "10.1.2.3", "fd00:1:2::3"])(
    "opens %s only because the operator allows its range",
    (address) => {
      expect(open.judge(address)).toBe("private");
    },
  );
  it.each(["10.2.0.1", "::1", "fd00:2::1"])("keeps %s closed beside the allowed ranges", (address) => {
    expect(open.judge(address)).toBe("refused");
  });
  it.each(["169.254.169.254", "0xa9fea9fe", "::ffff:a9fe:a9fe", "169.254.170.2"])(
    "never opens the metadata service %s, allowed range or not",
    (address) => {
      expect(open.judge(address)).toBe("refused");
    },
  );
  it.each(["127.0.0.0", "127.0.0.0/33", "nowhere/8", "fd00::/x", ""])(
    "does not start with the unreadable range %j",
    (range) => {
      expect(() => addressGuard([range])).toThrow("is not an address range");
    },
  );
  it("judges one address alike in every way it can be written", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 32 - 1 }), (value) => {
        const bytes = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256);
        const [a = 0, b = 0, c = 0, d = 0] = bytes;
        const hex = (number: number) => `0x${number.toString(16)}`;
        const octal = (number: number) => `0${number.toString(8)}`;
        const group = (high: number, low: number) => (high * 256 + low).toString(16);
        const forms = [
          String(value),
          hex(value),
          octal(value),
          bytes.map(hex).join("."),
          bytes.map(octal).join("."),
          `${a}.${value % 2 ** 24}`,
          `${a}.${b}.${c * 256 + d}`,
          `${hex(a)}.${octal(b)}.${c}.${d}`,
          `${bytes.join(".")}.`,
          `::ffff:${bytes.join(".")}`,
          `[::FFFF:${group(a, b)}:${group(c, d)}]`,
          `64:ff9b::${bytes.join(".")}`,
        ];
        expect(new Set(forms.map((form) => closed.judge(form)))).toEqual(new Set([closed.judge(bytes.join("."))]));
      }),
    );
  });
});
