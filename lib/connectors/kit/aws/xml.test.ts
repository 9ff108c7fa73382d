import { expect, test } from "vitest";
import { readXml } from "./xml.ts";

test("reads texts, lists and elements, with every entity", () => {
  const text = `<?xml version="1.0"?>\n<R xmlns="urn:x"><Users><member><Name>a&amp;b&#x41;&#66;</Name></member>
    <member><Name/></member></Users><More>false</More></R>\n`;
  expect(readXml(text)).toEqual({ R: { Users: [{ Name: "a&bAB" }, { Name: "" }], More: "false" } });
});

test.each([
  ["half of it", "<R><A>1</A>"],
  ["an end that is another's", "<R><A>1</B></R>"],
  ["two roots", "<R/><R/>"],
  ["text beside elements", "<R>x<A>1</A></R>"],
  ["a name twice", "<R><A>1</A><A>2</A></R>"],
  ["a document type", '<!DOCTYPE r [<!ENTITY x "y">]><R>&x;</R>'],
  ["an entity of its own", "<R>&x;</R>"],
  ["a comment", "<R><!-- --></R>"],
  ["a section", "<R><![CDATA[x]]></R>"],
  ["JSON", "{}"],
  ["a page", "<!doctype html><title>Sign in</title>"],
  ["nothing", ""],
  ["a name that would be a prototype", "<R><__proto__><a>1</a></__proto__><b>1</b></R>"],
  ["a code that is no character", "<R>&#x110000;</R>"],
  ["depth without end", "<a>".repeat(40) + "</a>".repeat(40)],
])("reads nothing of %s", (_what, text) => {
  expect(readXml(text)).toBeUndefined();
});
