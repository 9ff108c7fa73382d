import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EXAMPLE } from "./example.ts";
import { readDefinition } from "./read-definition.ts";

const TEXT = JSON.stringify(EXAMPLE, null, 2);

/** What is wrong when one piece of the example's text is another one. */
function after(from: string, to: string): readonly string[] {
  expect(TEXT).toContain(from);
  const read = readDefinition(TEXT.replace(from, to));
  return read.ok ? [] : read.problems.map(({ line, field, words }) => `${line} ${field}: ${words}`);
}

test("the example is taken, and so is the one that the documentation shows", () => {
  expect(readDefinition(TEXT).ok).toBe(true);
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/connectors.md"), "utf8");
  const shown = /### A definition\s+```json\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  expect(readDefinition(shown)).toMatchObject({ ok: true, definition: { name: "Service desk" } });
});

test("what is wrong is said by line and field, in words", () => {
  const line = (text: string) => TEXT.slice(0, TEXT.indexOf(text)).split("\n").length;
  expect(after('"path": "/people/{account}",', '"path": "/people/../admin",')).toEqual([
    `${line('"path": "/people/{account}"')} accounts.look.path: A path has no . or .. in it: it stays below the API's address.`,
  ]);
  expect(after('"name": "Service desk",', '"name": "Service desk"')).toEqual([
    "3 : This is not JSON from here on: a comma, a quote or a bracket is missing or too many.",
  ]);
  expect(after('"disabled": [', '"disbled": [')).toEqual([
    `${line('"presence": {')} accounts.fields.presence: "disbled" is not known here.`,
  ]);
  expect(after('"row": "person"', '"row": 7')).toEqual([
    `${line('"row": "person"')} accounts.look.row: It must be a text.`,
  ]);
  expect(after('"rows": "items",', "").join()).toContain("accounts.list.rows: It is missing: a text is needed.");
  expect(readDefinition("").ok).toBe(false);
  expect(readDefinition("[]").ok).toBe(false);
});

test.each([
  ["a bare 200 that counts as accepted", /,\s*"says": \{[^}]*\}/, "", "means nothing"],
  [
    "a list of everybody's whose rows say nobody",
    /"account": "person",\s*"issuedAt"/,
    '"issuedAt"',
    "whose each row is",
  ],
  ["an end that is aimed at nothing", '"key": "{key}"', '"key": "k1"', "must name {key}"],
  [
    "a look that names nobody",
    '"path": "/people/{account}",\n      "row"',
    '"path": "/people",\n      "row"',
    "{account}",
  ],
  ["a search that names nothing", '"filter": "{value}"', '"filter": "all"', "{value}"],
  [
    "a credential among the headers",
    '"credential"',
    '"headers": {"X-Api-Key": "abc"}, "credential"',
    "looks like a credential",
  ],
  ["a header of the connection", '"credential"', '"headers": {"Host": "evil.example"}, "credential"', "cannot be set"],
  [
    "a header with a line of its own",
    '"credential"',
    '"headers": {"X-A": "a\\r\\nX-B: b"}, "credential"',
    "no header may",
  ],
  [
    "a credential in the query",
    '"filter": "{value}"',
    '"filter": "{value}", "api_key": "abc"',
    "belongs in the secret",
  ],
  ["an act by GET", '"method": "DELETE"', '"method": "GET"', "must be one of"],
  ["an absence by 403", '"row": "person"', '"row": "person", "missing": [403]', "none of the forms"],
  [
    "a membership that is known",
    '"words": "Teams",',
    '"words": "Teams", "known": {"path": "/teams/{key}", "row": ""},',
    "layer",
  ],
  [
    "a known secret that is asked for by nothing",
    '"words": "Keys",',
    '"words": "Keys", "known": {"path": "/keys", "row": ""},',
    "{key}",
  ],
  ["two kinds of one name", '"name": "session"', '"name": "team"', "one name"],
])("%s is refused", (_, from, to, words) => {
  const changed = TEXT.replace(from, to);
  expect(changed).not.toBe(TEXT);
  const read = readDefinition(changed);
  expect(read.ok ? "" : read.problems.map((problem) => problem.words).join(" ")).toContain(words);
});
