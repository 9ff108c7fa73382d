import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connectorName } from "./connector-name.ts";
import { registered } from "./registered.ts";
import { leftToWrite } from "./skeleton-files.ts";

test.each(["../../../tmp/x", "Acme", "1st", "a--b", "a/b", "..", "", "x".repeat(31), "a\n", "a-", "__proto__"])(
  "%j is no name: it could not be a folder and an identifier",
  (word) => {
    expect(() => connectorName(word, [])).toThrow("cannot be a connector's name");
  },
);

test("a name gives the identifier and the title, and is refused where it is taken", () => {
  const named = { id: "acme-desk2", variable: "acmeDesk2Connector", title: "Acme Desk2" };
  expect(connectorName("acme-desk2", ["scim"])).toEqual(named);
  expect(() => connectorName("scim", ["scim"])).toThrow('There is a connector "scim" already');
});

test.each([
  ["ab", '"./systems/active-directory/index.ts"'],
  ["ldap-two", '"./systems/ldap/index.ts"'],
  ["zz", "\n"],
])("%s is imported where the formatter wants it, and entered once", (id, next) => {
  const text = readFileSync(join(import.meta.dirname, "../../connectors/registry.ts"), "utf8");
  const name = connectorName(id, []);
  const list = registered(text, name) ?? "";
  const rest = list.slice(list.indexOf(`./systems/${id}/index.ts`)).split("\n");
  expect(`${rest[1]}\n`).toContain(next);
  expect(list.split(name.variable)).toHaveLength(3);
});

test("a registry in another form is not touched", () => {
  expect(registered("export const all = [];\n", connectorName("acme", []))).toBeNull();
});

test("what is left to write is said in whole sentences, with its place", () => {
  const text = "a();\n  // Yours: one.\n  // Two.\nb();\n// Not this.\n";
  expect(leftToWrite({ path: "x.ts", text })).toEqual([{ at: "x.ts:2", words: "one. Two." }]);
});
