import type { ConnectorView, SettingView } from "#lib/core/views/connection.ts";

/** Fields as they stand in the form. Switches are "on" or empty; a list has one text a line. */
export type Typed = Readonly<Record<string, string>>;

/** Settings as the form shows them; what was never set has the connector's own default. */
export function typedOf(connector: ConnectorView, settings: Readonly<Record<string, unknown>>): Typed {
  return Object.fromEntries(
    connector.settings.map((field) => [field.name, shown(field, settings[field.name] ?? field.initial)]),
  );
}

function shown({ kind }: SettingView, value: unknown): string {
  if (kind === "switch") return value === true ? "on" : "";
  if (Array.isArray(value)) return value.join("\n");
  return value === null || value === undefined ? "" : String(value);
}

/** Settings as the connector reads them. An empty field was not filled in; a number that is none is sent as it is. */
export function configOf(connector: ConnectorView, typed: Typed): Readonly<Record<string, unknown>> {
  const entries = connector.settings.flatMap((field): [string, unknown][] => {
    const written = typed[field.name] ?? "";
    const text = written.trim();
    if (field.kind === "switch") return [[field.name, text === "on"]];
    if (text === "") return [];
    // Faults are named by their line: it goes as it stands.
    if (field.kind === "document") return [[field.name, written]];
    if (field.kind === "number") return [[field.name, Number.isNaN(Number(text)) ? text : Number(text)]];
    if (field.kind !== "list") return [[field.name, text]];
    return [[field.name, text.split("\n").flatMap((line) => line.trim() || [])]];
  });
  return Object.fromEntries(entries);
}
