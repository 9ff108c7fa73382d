import { describe, expect, test } from "vitest";
import { MalformedForm, readForm } from "./multipart.ts";

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const CONTENT = 'id,name\r\n--x\r\n1,"a"\r\n--boundar\r\n';
const FORM = [
  "--boundary",
  'Content-Disposition: form-data; name="kind"',
  "",
  "users",
  "--boundary",
  'Content-Disposition: form-data; name="empty"',
  "",
  "",
  "--boundary",
  'Content-Disposition: form-data; name="file"; filename="users.csv"',
  "Content-Type: text/csv",
  "",
  `${CONTENT}`,
  "--boundary--",
  "",
].join("\r\n");

async function read(form: string, size: number) {
  const { fields, file } = await readForm(pieces(form, size), "boundary");
  const parts: Uint8Array[] = [];
  if (file !== null) for await (const part of file) parts.push(part);
  return { fields, file: file === null ? null : Buffer.concat(parts).toString("latin1") };
}

describe("a form", () => {
  test.each([1, 2, 5, 13, 64, 10_000])(
    "gives its fields and its file to the byte, in pieces of %i bytes",
    async (size) => {
      expect(await read(FORM, size)).toEqual({ fields: { kind: "users", empty: "" }, file: CONTENT });
    },
  );

  test("without a file says so", async () => {
    expect(
      await read('--boundary\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--boundary--\r\n', 3),
    ).toEqual({
      fields: { a: "1" },
      file: null,
    });
  });

  test.each([
    ["ends in the middle of its file", FORM.slice(0, -30)],
    ["has a part without a name", FORM.replace('name="kind"', "")],
    ["has a field longer than a field may be", FORM.replace("users\r\n", `${"x".repeat(70_000)}\r\n`)],
    ["has a head without end", `--boundary\r\n${"x".repeat(9000)}`],
    ["is no form", "hello"],
  ])("that %s is refused, not taken for a whole one", async (_what, form) => {
    await expect(read(form, 1000)).rejects.toBeInstanceOf(MalformedForm);
  });
});
