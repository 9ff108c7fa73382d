import { expect, test } from "vitest";
import { sniffArtefact } from "./artefact-kind.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);
const text = (value: string) => new Uint8Array(Buffer.from(value));

test.each([
  ["png", bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)],
  ["jpeg", bytes(0xff, 0xd8, 0xff, 0xe0, 0)],
  ["pdf", text("%PDF-1.7 \0")],
  ["text", text("name;left\r\nZoë;2026-03-31\t🚚\n")],
])("is told as %s by its bytes", (kind, file) => {
  expect(sniffArtefact(file)).toBe(kind);
});

test.each([
  ["an empty file", bytes()],
  ["an archive", bytes(0x50, 0x4b, 0x03, 0x04)],
  ["half of a picture's mark", bytes(0x89, 0x50, 0x4e)],
  ["text with a NUL", bytes(0x61, 0)],
  ["text with an escape", bytes(0x61, 0x1b)],
  ["a character that is cut off", bytes(0x61, 0xe2, 0x82)],
  ["bytes that begin no character", bytes(0xc0, 0xaf)],
  ["latin-1", bytes(0x5a, 0x6f, 0xeb)],
])("%s is nothing that is taken", (_name, file) => {
  expect(sniffArtefact(file)).toBeNull();
});
