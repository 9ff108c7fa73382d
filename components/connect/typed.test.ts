import { expect, test } from "vitest";
import type { ConnectorView, SettingView } from "#lib/core/views/connection.ts";
import { configOf, typedOf } from "./typed.ts";

const setting = (name: string, kind: SettingView["kind"], initial: SettingView["initial"] = null): SettingView => ({
  ...{ name, kind, initial, label: name, help: null, required: false, choices: [] },
});
const connector: ConnectorView = {
  ...{ id: "x", name: "X", layers: [], runAgainst: [], notSeen: null, secrets: [] },
  settings: [
    setting("baseUrl", "url"),
    setting("pageSize", "number", 100),
    setting("strict", "switch", false),
    setting("domains", "list"),
    setting("definition", "document"),
  ],
};

test("what is shown is read back as it was: texts, numbers, switches and lists", () => {
  const settings = { baseUrl: "https://a.example", pageSize: 5, strict: true, domains: ["a.example", "b.example"] };
  expect(configOf(connector, typedOf(connector, settings))).toEqual(settings);
});

test("an empty field is not sent, a default is shown, and a number that is none is left for the check to name", () => {
  expect(typedOf(connector, {})).toEqual({ baseUrl: "", pageSize: "100", strict: "", domains: "", definition: "" });
  expect(configOf(connector, { baseUrl: " ", pageSize: "many", domains: " a \n\n b " })).toEqual({
    ...{ pageSize: "many", strict: false, domains: ["a", "b"] },
  });
});

test("a document goes as it stands, to the space: its faults are named by line", () => {
  const definition = '\n\n{ "name": "Desk"\n}\n';
  expect(configOf(connector, { definition })["definition"]).toBe(definition);
  expect(typedOf(connector, { definition })["definition"]).toBe(definition);
});
