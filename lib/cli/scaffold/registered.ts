import type { ConnectorName } from "./connector-name.ts";

const IMPORT = /^import \{ \w+ \} from "\.\/systems\/([a-z0-9-]+)\/index\.ts";$/;
const END = "\n];\n";

/**
 * The registry's text with one more connector, its import where the formatter wants it.
 * @returns null when the text is not the registry as we know it; then nothing may be written
 */
export function registered(text: string, { id, variable }: ConnectorName): string | null {
  const lines = text.split("\n");
  const imports = lines.flatMap((line, at) => {
    const path = IMPORT.exec(line)?.[1];
    return path === undefined ? [] : [{ at, path }];
  });
  const last = imports.at(-1);
  const list = text.indexOf("const CONNECTORS");
  if (last === undefined || list === -1 || !text.includes(END, list)) return null;
  const before = imports.find(({ path }) => `${path}/` > `${id}/`)?.at ?? last.at + 1;
  const joined = lines.toSpliced(before, 0, `import { ${variable} } from "./systems/${id}/index.ts";`).join("\n");
  const end = joined.indexOf(END, joined.indexOf("const CONNECTORS"));
  const entry = `\n  { connector: ${variable}, sampleConfig: { baseUrl: "https://api.example.com" } },`;
  return `${joined.slice(0, end)}${entry}${joined.slice(end)}`;
}
