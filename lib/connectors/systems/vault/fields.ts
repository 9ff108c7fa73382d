import type { Trail } from "../../kit/trail.ts";
import { at, steps } from "./client.ts";
import type { VaultConfig } from "./config.ts";
import { readSubkeys } from "./schema.ts";

const UNREAD = "its fields were not read, which needs read on the subkeys of its mount";
const SEVERAL = "it has several fields, and a new version may have changed another one than the value";

/**
 * Whether the current version of a secret has one field alone, by the names of its fields. With several, a patch of a note
 * makes a new version that holds the old password. That the one field got a new value is stated, and cannot be read.
 */
export async function hasOneField(
  config: VaultConfig,
  mount: string,
  path: string,
  version: number,
  trail: Trail,
): Promise<boolean> {
  const before = trail.failure;
  const { failure, status, json } = await trail.get(at(config, `${steps(mount)}/subkeys/${steps(path)}`));
  const read = failure === null && status === 200 ? readSubkeys(json)?.data : undefined;
  // A missing right takes the green away and not the look: when the value was set is known all the same.
  if (failure === "unauthorised") trail.failure = before;
  const fields = read?.metadata.version === version ? Object.values(read.subkeys) : null;
  if (fields?.length === 1 && fields[0] === null) return true;
  const why = fields === null ? UNREAD : SEVERAL;
  trail.find("reply_contradicts", `Whether ${mount}/${path} was rotated is not known: ${why}.`);
  return false;
}
