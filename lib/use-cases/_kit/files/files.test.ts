import { describe, expect, test } from "vitest";
import { piecesOf } from "../../snapshots/testing/pieces.ts";
import { zipOf } from "../../snapshots/testing/zip-of.ts";
import { openFile } from "./open-file.ts";
import { FileRefused } from "./refuse-file.ts";
import type { Row, Table } from "./table.ts";

async function rowsOf(table: Table): Promise<{ readonly rows: Row[]; readonly lines: number[] }> {
  const all = { rows: [] as Row[], lines: [] as number[] };
  for await (const batch of table.batches) {
    all.rows.push(...batch.rows);
    all.lines.push(...batch.lines);
  }
  return all;
}

async function read(bytes: Uint8Array | string, size = 7) {
  const table = await openFile(piecesOf(bytes, size));
  const { rows, lines } = await rowsOf(table);
  return { titles: table.titles, format: table.format, rows, lines, end: table.end };
}

async function refusal(bytes: Uint8Array | string): Promise<string> {
  try {
    await read(bytes);
    return "read";
  } catch (cause) {
    if (cause instanceof FileRefused) return cause.reason.code;
    throw cause;
  }
}

const utf16 = (text: string, mark: boolean, big: boolean) => {
  const bytes = Buffer.from(`${mark ? "\uFEFF" : ""}${text}`, "utf16le");
  return big ? bytes.swap16() : bytes;
};

describe("delimited text", () => {
  test.each([",", ";", "\t", "|"])(
    "is cut by %j, quoted values, doubled quotes and line breaks included",
    async (by) => {
      const file = [
        ["id", "name"],
        ["1", `"a ""b"" ${by} c"`],
        ["2", '"two\r\nlines"'],
        ["3", ""],
      ]
        .map((row) => row.join(by))
        .join("\r\n");
      const found = await read(file);
      expect(found.format.delimiter).toBe(by);
      expect(found.rows).toEqual([
        ["1", `a "b" ${by} c`],
        ["2", "two\nlines"],
        ["3", ""],
      ]);
      expect(found.lines).toEqual([2, 3, 5]);
      expect(found.end.truncated).toBe(false);
    },
  );

  test.each([1, 3, 7, 64, 100_000])("reads the same in pieces of %i bytes", async (size) => {
    const file = `id,name\n${Array.from({ length: 500 }, (_, at) => `${at},"Zoë, ${at}"`).join("\n")}\n`;
    const found = await read(file, size);
    expect(found.rows).toHaveLength(500);
    expect(found.rows[499]).toEqual(["499", "Zoë, 499"]);
  });

  test("a quote that never closes spoils its own line alone", async () => {
    const file = `id,name\n1,"open\n${Array.from({ length: 100 }, (_, at) => `${at + 2},x`).join("\n")}\n`;
    const found = await read(file);
    expect(found.rows.filter((row) => row === null)).toHaveLength(1);
    expect(found.lines[found.rows.indexOf(null)]).toBe(2);
    expect(found.rows).toHaveLength(101);
  });

  test("a row with too many or too few values is broken and named by its line; the end in an open quote is a torn file", async () => {
    const found = await read('id,name\n1,a\n2\n3,b,c\n4,"d');
    expect(found.rows).toEqual([["1", "a"], null, null, null]);
    expect(found.lines).toEqual([2, 3, 4, 5]);
    expect(found.end.truncated).toBe(true);
  });

  test("lines may end as on old machines; a file without any line end is no list", async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `${at},name ${at}`).join("\r");
    expect((await read(`id,name\r${rows}`, 512)).rows).toHaveLength(3000);
    const endless = `id,name\n${"x".repeat(5_000_000)}`;
    await expect(read(endless, 1 << 20)).rejects.toBeInstanceOf(FileRefused);
  });

  test("lines of nothing but delimiters and Excel's own first line are no rows", async () => {
    const found = await read("sep=;\r\nid;name\r\n1;a\r\n;\r\n\r\n");
    expect([found.titles, found.rows]).toEqual([["id", "name"], [["1", "a"]]]);
  });
});

describe("encodings", () => {
  const text = "id;Größe\r\n1;café – Łódź\r\n";
  test.each([
    ["UTF-8", Buffer.from(text), "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`), "utf-8"],
    ["UTF-16 LE with a mark", utf16(text, true, false), "utf-16le"],
    ["UTF-16 BE with a mark", utf16(text, true, true), "utf-16be"],
    ["UTF-16 LE without one", utf16(text, false, false), "utf-16le"],
    ["UTF-16 BE without one", utf16(text, false, true), "utf-16be"],
  ])("%s", async (_name, bytes, encoding) => {
    const found = await read(bytes);
    expect([found.titles, found.rows, found.format.encoding]).toEqual([
      ["id", "Größe"],
      [["1", "café – Łódź"]],
      encoding,
    ]);
  });

  test.each([1, 7, 4096])(
    "Windows-1252, also when its first letter beyond ASCII comes late and ends a piece of %i bytes",
    async (size) => {
      const rows = Array.from({ length: 300 }, (_, at) => `${at};plain`).join("\n");
      const bytes = Buffer.concat([
        Buffer.from(`id;name\n${rows}\n9;caf`),
        Buffer.from([0xe9]),
        Buffer.from("\n8;x\x80y\n", "latin1"),
      ]);
      const found = await read(bytes, size);
      expect(found.rows.slice(-2)).toEqual([
        ["9", "café"],
        ["8", "x€y"],
      ]);
      expect(found.format.encoding).toBe("windows-1252");
    },
  );

  test("what is no text is refused", async () => {
    expect(await refusal(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"))).toBe("snapshot_unreadable");
    expect(await refusal("%PDF-1.7 ...")).toBe("snapshot_unreadable");
    expect(await refusal(Buffer.from([0x1f, 0x8b, 8, 0]))).toBe("snapshot_unreadable");
    expect(await refusal("")).toBe("snapshot_empty");
    expect(await refusal(" \r\n \n")).toBe("snapshot_empty");
  });
});

describe("JSON", () => {
  const users = [
    {
      id: "1",
      userName: "a",
      emails: [{ value: "a@x.y", primary: true }, { value: "b@x.y" }],
      active: true,
      name: { formatted: 'A "} B' },
    },
    { id: "2", userName: "b", active: false, roles: ["r1", "r2"] },
  ];
  const rows = [
    ["1", "a", "a@x.y;b@x.y", "true", 'A "} B', ""],
    ["2", "b", "", "false", "", "r1;r2"],
  ];
  const titles = ["id", "userName", "emails", "active", "name.formatted", "roles"];

  test.each([
    ["an array", JSON.stringify(users), "json"],
    [
      "a SCIM answer",
      JSON.stringify(
        { schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], totalResults: 2, Resources: users },
        null,
        1,
      ),
      "json",
    ],
    ["a line for each", users.map((user) => JSON.stringify(user)).join("\n"), "ndjson"],
  ])("%s", async (_name, text, type) => {
    const found = await read(text);
    expect([found.titles, found.rows, found.format.type, found.end.truncated]).toEqual([titles, rows, type, false]);
  });

  test("a page that names the next one, a total that is not reached and an array that does not end are no whole list", async () => {
    const paged = await read(JSON.stringify({ value: users, "@odata.nextLink": "https://x" }));
    expect(paged.end.morePages).toBe(true);
    const counted = await read(JSON.stringify({ totalResults: 7, Resources: users }));
    expect(counted.end.stated).toBe(7);
    const torn = await read(JSON.stringify(users).slice(0, -1));
    expect([torn.rows.length, torn.end.truncated]).toEqual([2, true]);
  });

  test("an object that cannot be read is a broken row; the others are read", async () => {
    const found = await read('[{"id":"1"},{"id":1,},{"id":"3"}]');
    expect(found.rows).toEqual([["1"], null, ["3"]]);
  });
});

const sheet = (rows: string) => `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`;
const workbook = (rows: string, more: Readonly<Record<string, string>> = {}) =>
  zipOf({
    "xl/workbook.xml": '<workbook><sheets><sheet name="Users" sheetId="1" r:id="rId7"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId7" Target="worksheets/first.xml"/></Relationships>',
    "xl/worksheets/first.xml": sheet(rows),
    "xl/sharedStrings.xml":
      "<sst><si><t>User ID</t></si><si><r><t>Na</t></r><r><t>me &amp; so</t></r><rPh><t>x</t></rPh></si></sst>",
    "xl/styles.xml":
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    ...more,
  });

describe("XLSX", () => {
  test("shared and inline texts, numbers, dates and gaps are read; a formula's saved value is text, and it is named", async () => {
    const found = await read(
      workbook(
        `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Last</t></is></c></row>
         <row r="3"><c r="A3"><v>1041</v></c><c r="C3" s="1"><v>46056.384722</v></c></row>
         <row r="4"><c r="A4" t="str"><f>HYPERLINK("x")</f><v>=cmd</v></c><c r="B4" t="b"><v>1</v></c></row>`,
      ),
      1000,
    );
    expect(found.titles).toEqual(["User ID", "Name & so", "Last"]);
    expect(found.rows).toEqual([
      ["1041", "", "2026-02-03T09:14:00"],
      ["=cmd", "true", ""],
    ]);
    expect(found.lines).toEqual([3, 4]);
    expect(found.end).toMatchObject({ formulas: 1, formulaLines: [4], truncated: false });
  });

  test.each([
    ["claims to unpack to more than is taken", zipOf({ "xl/workbook.xml": "x" }, { claims: 0xf0000000 })],
    [
      "unpacks to more than it claims",
      workbook(`<row r="1"><c t="inlineStr"><is><t>${"x".repeat(100_000)}</t></is></c></row>`),
    ],
    [
      "packs a thousand to one",
      workbook(`<row r="1"><c t="inlineStr"><is><t>${" ".repeat(8_000_000)}</t></is></c></row>`),
    ],
    ["has parts that overlap", zipOf({ a: "1", b: "2" }, { overlap: true })],
  ])("an archive that %s is refused", async (name, bytes) => {
    const archive = name.startsWith("unpacks") ? shrunkClaim(bytes) : bytes;
    expect(await refusal(archive)).toBe("snapshot_packed_too_tight");
  });

  test("a workbook that is cut off, or defines entities of its own, is refused", async () => {
    const whole = workbook('<row r="1"><c t="inlineStr"><is><t>id</t></is></c></row>');
    expect(await refusal(whole.subarray(0, whole.length - 40))).toBe("snapshot_unreadable");
    const bomb = workbook("", { "xl/worksheets/first.xml": '<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet/>' });
    expect(await refusal(bomb)).toBe("snapshot_unreadable");
  });
});

/** The same archive, whose directory says that the sheet unpacks to a hundred bytes. */
function shrunkClaim(archive: Buffer): Buffer {
  const changed = Buffer.from(archive);
  const name = changed.lastIndexOf("xl/worksheets/first.xml");
  changed.writeUInt32LE(100, name - 46 + 24);
  return changed;
}
