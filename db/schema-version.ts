import journal from "./migrations/meta/_journal.json" with { type: "json" };

/** Name of the last migration this code comes with: "0001_guards". */
export const SCHEMA_VERSION = journal.entries.at(-1)?.tag ?? "none";
