import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "../_kit/command.ts";

const folder = join(import.meta.dirname, "..");

/** Every command there is, found by reading the files: a new one cannot be forgotten by the tests. */
export async function findCommands(): Promise<ReadonlyMap<string, Command<unknown, unknown>>> {
  const commands = new Map<string, Command<unknown, unknown>>();
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !/^(_kit|testing)\b|\.(test|integ)\.ts$/.test(file),
  );
  for (const file of files) {
    const loaded: Record<string, unknown> = await import(pathToFileURL(join(folder, file)).href);
    for (const value of Object.values(loaded)) {
      if (typeof value !== "object" || value === null || !("kind" in value) || value.kind !== "command") continue;
      // The kind is set by defineCommand alone.
      const command = value as Command<unknown, unknown>;
      commands.set(command.name, command);
    }
  }
  return commands;
}
