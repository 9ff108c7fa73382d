import { inRecord, unread } from "../../kit/kind-read.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { at, keysAt, steps } from "./client.ts";
import { isBelow, type VaultConfig } from "./config.ts";
import { entityOf } from "./entities.ts";
import { mayRead } from "./policy-text.ts";
import { reachOf } from "./readable.ts";
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
      const rows: FoundAccess[] = [];
      let complete = reach.complete;
      for (const mount of config.mounts) {
        const paths = await pathsIn(config, mount, trail);
        if (!paths.complete) complete = false;
        for (const path of paths.keys.filter((one) => mayRead(reach.grants, `${mount}/data/${one}`))) {
          const read = await secretAt(config, mount, path, trail);
          rows.push(...read.rows);
          if (trail.failure !== null) return unread();
        }
      }
      return { rows, complete, accountMissing: false };
    },
    find: async (_, key, trail) => {
      const mount = config.mounts.find((one) => isBelow(key, [one]));
      return mount === undefined ? unread() : secretAt(config, mount, key.slice(mount.length + 1), trail);
    },
  };
}

/** Every secret of a mount, folder by folder. */
async function pathsIn(config: VaultConfig, mount: string, trail: Trail) {
  const keys: string[] = [];
  const folders = [""];
  let complete = true;
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const read = await keysAt(config, trail, `${steps(mount)}/metadata/${folder === "" ? "" : `${steps(folder)}/`}`);
    // A mount with nothing in it and no mount are one answer; a folder is there only with something in it.
    if (!read.complete) complete = false;
    for (const key of read.keys) {
      if (key.endsWith("/")) folders.push(`${folder === "" ? "" : `${folder}/`}${key.slice(0, -1)}`);
      else keys.push(`${folder === "" ? "" : `${folder}/`}${key}`);
    }
    if (keys.length > config.secretsMax || folders.length > config.secretsMax) {
      trail.find("listing_capped", `Reading stopped after ${config.secretsMax} secrets of ${mount}.`);
      return { keys: keys.slice(0, config.secretsMax), complete: false };
    }
  }
  return { keys, complete };
}

async function secretAt(config: VaultConfig, mount: string, path: string, trail: Trail): Promise<KindRead> {
  const key = `${mount}/${path}`;
  const { failure, status, json } = await trail.get(at(config, `${steps(mount)}/metadata/${steps(path)}`));
  const metadata = failure === null && status === 200 ? readMetadata(json)?.data : undefined;
  if (metadata === undefined) {
    // All of it was deleted, or the path is another one, or the right was lost: not one of them rotates anything.
    if (failure === null && status === 404) trail.find("none_found", NO_MORE);
    else trail.fail("unexpected_shape");
    return unread();
  }
  const read = readVersions(metadata, isBelow(key, config.acceptedFromHere));
  if (read.kind === "unreadable") {
    trail.fail("unexpected_shape");
    return unread();
  }
  if (read.kind === "none_current") {
    trail.find("none_found", NO_MORE);
    return unread();
  }
  if (read.recoverable.length > 0) {
    const which = read.recoverable.join(", ");
    trail.find("reply_contradicts", `Deleted versions can be brought back: ${which}. Destroy them.`);
  }
  return inRecord([{ key, label: `Secret ${key}`, facts: read.facts }]);
}
