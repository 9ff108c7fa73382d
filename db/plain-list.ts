/**
 * Ids, whole numbers or closed codes as PostgreSQL's text for an array, null as NULL. The driver would quote and escape
 * each of them, one by one: with a hundred columns a batch that is most of what it does. Nothing here may need quoting.
 * @throws TypeError when something would: the text would be read as other values.
 */
export function plainList(values: readonly (string | number | null)[]): string {
  const text = values.map((value) => value ?? "NULL").join(",");
  if (NEEDS_QUOTING.test(text)) throw new TypeError("a value that is no id, number or code stands in a plain list");
  return `{${text}}`;
}

/** Outside these characters array text may mean something else; a comma inside a value makes lists of unequal length. */
const NEEDS_QUOTING = /[^\w,-]/;
