import { inRecord, unread } from "../../kit/kind-read.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { at, keysAt, steps } from "./client.ts";
import { isBelow, type VaultConfig } from "./config.ts";
import { entityOf } from "./entities.ts";
import { hasOneField } from "./fields.ts";
import { mayKnow } from "./policy-text.ts";
import { type Reach, reachOf } from "./readable.ts";
import { readMetadata, type SecretMetadata } from "./schema.ts";
import { tokensOf } from "./tokens.ts";
import { readVersions } from "./versions.ts";

const NO_MORE = "The secret has no value here any more. What it opens may go on taking the one that was read.";

/**
 * Secrets that the person may read by the policies that they may come by. Nobody but a person can set a new value, so
 * there is no lever. Only metadata is read, never a value. Looked at by themselves, not by who may read them now: whoever
 * read one knows it still.
 */
export function secretKind(config: VaultConfig): AccessKind {
  return {
    name: "secret",
    layer: "credential",
    words: "Secrets that were read",
    right:
      "It needs a policy with list and read on the metadata and read on the subkeys of each mount, and read on sys/policies/acl/*, identity/group/id/* and auth/userpass/users/*.",
    observable: true,
    list: async (account, trail) => {
      const entity = await entityOf(config, account, trail);
      if (entity === null || entity === "missing") return unread(entity === "missing");
      const reach = await reachOf(config, entity, await tokensOf(config, account, trail), trail);
      const reads: KindRead[] = [];
      // One cap for all mounts: fifty of them are no reason to ask fifty times as much.
      let left = config.secretsMax;
      for (const mount of config.mounts) {
        const paths = await pathsIn(config, mount, left, trail);
        left -= paths.keys.length;
        reads.push(await readableIn(config, mount, paths, reach, trail));
      }
      const isRead = reach.readable && reads.every((read) => read.complete);
      const rows = reads.flatMap((read) => read.rows);
      return {
        rows,
        complete: isRead && !reach.pastUnknown,
        pastUnknown: isRead && reach.pastUnknown,
        accountMissing: false,
      };
    },
    find: async (_, key, trail) => {
      const mount = config.mounts.find((one) => isBelow(key, [one]));
      const read = mount === undefined ? null : await secretAt(config, mount, key.slice(mount.length + 1), trail);
      if (read !== null && read !== "missing" && read.facts?.issuedAt !== undefined) return inRecord([read]);
      // All of it was deleted, or the path is another one: neither rotates anything.
      if (read !== null) trail.find("none_found", NO_MORE);
      return unread();
    },
  };
}

interface Paths {
  readonly keys: readonly string[];
  readonly complete: boolean;
}

async function readableIn(
  config: VaultConfig,
  mount: string,
  paths: Paths,
  { grants }: Reach,
  trail: Trail,
): Promise<KindRead> {
  const rows: FoundAccess[] = [];
  for (const path of paths.keys.filter((one) => mayKnow(grants, `${mount}/data/${one}`))) {
    const read = await secretAt(config, mount, path, trail);
    if (read === null) return unread();
    // What has no value here any more was read all the same.
    if (read !== "missing") rows.push(read);
  }
  return { rows, complete: paths.complete, accountMissing: false };
}

/** Every secret of a mount, folder by folder, and no more than are left of the cap. */
async function pathsIn(config: VaultConfig, mount: string, left: number, trail: Trail): Promise<Paths> {
  const keys: string[] = [];
  const folders = [""];
  let complete = true;
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const read = await keysAt(config, trail, `${steps(mount)}/metadata/${steps(folder)}`);
    // A mount with nothing in it and no mount are one answer; a folder is there only with something in it.
    if (!read.complete) complete = false;
    const found = read.keys.map((key) => `${folder}${key}`);
    keys.push(...found.filter((path) => !path.endsWith("/")));
    folders.push(...found.filter((path) => path.endsWith("/")));
    if (keys.length + folders.length <= left) continue;
    trail.find("listing_capped", `Reading stopped in ${mount} after ${config.secretsMax} secrets of all mounts.`);
    return { keys: keys.slice(0, left), complete: false };
  }
  return { keys, complete };
}

/** Whether it is stated that what a secret opens refuses its old values, and nothing that can be read speaks against it. */
async function isCheckedHere(
  config: VaultConfig,
  mount: string,
  path: string,
  { current_version, versions }: SecretMetadata,
  trail: Trail,
): Promise<boolean> {
  const current = versions[String(current_version)];
  if (current === undefined || current.destroyed || current.deletion_time !== "") return false;
  return (
    isBelow(`${mount}/${path}`, config.acceptedFromHere) && hasOneField(config, mount, path, current_version, trail)
  );
}

/** One secret by its metadata. null = it could not be read. */
async function secretAt(
  config: VaultConfig,
  mount: string,
  path: string,
  trail: Trail,
): Promise<FoundAccess | "missing" | null> {
  const key = `${mount}/${path}`;
  const { failure, status, json } = await trail.get(at(config, `${steps(mount)}/metadata/${steps(path)}`));
  if (failure === null && status === 404) return "missing";
  const metadata = failure === null && status === 200 ? readMetadata(json)?.data : undefined;
  const isDoor = metadata !== undefined && (await isCheckedHere(config, mount, path, metadata, trail));
  const read = metadata === undefined ? null : readVersions(metadata, isDoor);
  if (read === null) {
    trail.fail("unexpected_shape");
    return null;
  }
  if (read.recoverable.length > 0) {
    const which = read.recoverable.join(", ");
    trail.find("reply_contradicts", `Deleted versions of ${key} can be brought back: ${which}. Destroy them.`);
  }
  return { key, label: `Secret ${key}`, facts: read.facts };
}
