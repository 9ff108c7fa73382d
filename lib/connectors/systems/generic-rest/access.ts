import type { AccessKind, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AccessDefinition } from "./definition.ts";
import { send } from "./end.ts";
import { accessFields } from "./explain.ts";
import { asKnownSecret, knownSecret } from "./known-secret.ts";
import { accessRow } from "./map.ts";
import { type Described, readListed } from "./system.ts";
import { placesIn } from "./template.ts";

/** One kind of access as the definition describes it. */
export function accessKind(described: Described, one: AccessDefinition): AccessKind {
  const { name, layer, words, right, end } = one;
  return {
    name,
    layer,
    words,
    right,
    observable: true,
    ...knownSecret(described, one),
    list: (account, trail) => listOf(described, one, account, trail),
    ...(end === undefined ? {} : { end: (account, key, trail) => send(end, { account, key }, trail) }),
  };
}

async function listOf(
  described: Described,
  { list, fields, mayBeEmpty, known }: AccessDefinition,
  account: string,
  trail: Trail,
): Promise<KindRead> {
  const isAsked = placesIn(list).has("account");
  const parse = (json: unknown) => accessRow(json, fields);
  const mapped = accessFields(fields);
  const read = await readListed(described, trail, { list, values: { account }, mapped, parse, key: ({ key }) => key });
  const own = read.rows.filter((row) => row.account === null || row.account === account);
  const others = own.length < read.rows.length;
  // What the target itself calls ended and goes on listing is not there.
  const there = own.filter(({ presence }) => presence !== "absent");
  const rows = known === undefined ? there : there.map(asKnownSecret);
  const accountMissing = isAsked && (read.status === 404 || read.status === 410);
  if (isAsked && others) {
    trail.find("filter_not_honoured", "A list of what one account has also shows what others have.");
    return { rows, complete: false, accountMissing };
  }
  if (!isAsked && read.complete && read.rows.length === 0 && !mayBeEmpty) {
    // A right that was lost shows an empty list of everybody's.
    trail.find(
      "control_read_failed",
      "A list of what everybody has is empty. It is believed only where it may be empty.",
    );
    return { rows, complete: false, accountMissing };
  }
  return { rows, complete: read.complete, accountMissing };
}
