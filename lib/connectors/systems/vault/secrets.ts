import { inRecord, unread } from "../../kit/kind-read.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { at, keysAt, steps } from "./client.ts";
import { isBelow, type VaultConfig } from "./config.ts";
import { entityOf } from "./entities.ts";
import { mayRead } from "./policy-text.ts";
import { type Reach, reachOf } from "./readable.ts";
import { readMetadata } from "./schema.ts";
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
      "It needs a policy with list and read on the metadata of each mount, and read on sys/policies/acl/*, identity/group/id/* and auth/userpass/users/*.",
    observable: true,
    list: async (account, trail) => {
      const entity = await entityOf(config, account, trail);
      if (entity === null || entity === "missing") return unread(entity === "missing");
      const reach = await reachOf(config, entity, trail);
      const reads: KindRead[] = [];
      for (const mount of config.mounts) reads.push(await readableIn(config, mount, reach, trail));
      const complete = reach.complete && reads.every((read) => read.complete);
      return { rows: reads.flatMap(({ rows }) => rows), complete, accountMissing: false };
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

async function readableIn(config: VaultConfig, mount: string, { grants }: Reach, trail: Trail): Promise<KindRead> {
  const paths = await pathsIn(config, mount, trail);
  const rows: FoundAccess[] = [];
  for (const path of paths.keys.filter((one) => mayRead(grants, `${mount}/data/${one}`))) {
    const read = await secretAt(config, mount, path, trail);
    if (read === null) return unread();
    // What has no value here any more was read all the same.
    if (read !== "missing") rows.push(read);
  }
  return { rows, complete: paths.complete, accountMissing: false };
}

/** Every secret of a mount, folder by folder. */
async function pathsIn(config: VaultConfig, mount: string, trail: Trail) {
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
    if (keys.length + folders.length <= config.secretsMax) continue;
    trail.find("listing_capped", `Reading stopped after ${config.secretsMax} secrets of ${mount}.`);
    return { keys, complete: false };
  }
  return { keys, complete };
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
  const read = metadata === undefined ? null : readVersions(metadata, isBelow(key, config.acceptedFromHere));
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
