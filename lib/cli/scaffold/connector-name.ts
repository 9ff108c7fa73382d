import { UsageError } from "../cli.ts";

/** How a connector is called where it is registered, in code and on screens. */
export interface ConnectorName {
  readonly id: string;
  readonly variable: string;
  readonly title: string;
}

/** Longer ones would break lines that the formatter leaves alone. */
const LONGEST = 30;

/** @throws UsageError when the name could not be a folder and an identifier in code, or is taken. */
export function connectorName(word: string, taken: readonly string[]): ConnectorName {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(word) || word.length > LONGEST) {
    throw new UsageError(
      `"${word}" cannot be a connector's name. Use small letters, digits and single dashes, a letter first, at most ${LONGEST} characters: acme-desk.`,
    );
  }
  if (taken.includes(word)) throw new UsageError(`There is a connector "${word}" already. Choose another name.`);
  const parts = word.split("-").map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`);
  const joined = parts.join("");
  return {
    id: word,
    variable: `${joined.charAt(0).toLowerCase()}${joined.slice(1)}Connector`,
    title: parts.join(" "),
  };
}
