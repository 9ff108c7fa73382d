import { segment } from "../../kit/json.ts";
import { inRecord, unread } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { at, keysAt, steps } from "./client.ts";
import type { VaultConfig } from "./config.ts";
import { entityOf } from "./entities.ts";
import type { Alias } from "./schema.ts";

/** Where a userpass sign-in of an alias stands: its mount, and its name there. */
export function userOf({ mount_path, name }: Alias): { readonly mount: string; readonly name: string } {
  return { mount: mount_path.replace(/\/+$/, ""), name };
}

export function usersBelow(mount: string): string {
  return `${steps(mount)}/users`;
}

/**
 * Names and passwords that Vault itself keeps (userpass). Deleting an entity ends nothing: whoever signs in by one of
 * these gets a new entity. Sign-ins by other directories are those systems' to show.
 */
export function loginKind(config: VaultConfig): AccessKind {
  return {
    name: "login",
    layer: "credential",
    words: "Userpass sign-ins",
    right: "It needs a policy with list, read and delete on auth/userpass/users/*.",
    observable: true,
    list: async (account, trail) => {
      const entity = await entityOf(config, account, trail);
      if (entity === null || entity === "missing") return unread(entity === "missing");
      const rows: FoundAccess[] = [];
      for (const alias of entity.aliases.filter(({ mount_type }) => mount_type === "userpass")) {
        const { mount, name } = userOf(alias);
        const read = await login(config, mount, name, trail);
        if (!read.complete) return read;
        rows.push(...read.rows);
      }
      return inRecord(rows);
    },
    find: (_, key, trail) => login(config, ...placeOf(key), trail),
    end: async (_, key, trail) => {
      const [mount, name] = placeOf(key);
      return outcomeOf(await trail.send("DELETE", at(config, `${usersBelow(mount)}/${segment(name)}`)), () => false);
    },
  };
}

function placeOf(key: string): readonly [mount: string, name: string] {
  const cut = key.lastIndexOf("/");
  return [key.slice(0, cut), key.slice(cut + 1)];
}

/** By the list of users: a mount that is gone, one without users and a lost right answer a single user alike. */
async function login(config: VaultConfig, mount: string, name: string, trail: Trail): Promise<KindRead> {
  const { keys, complete } = await keysAt(config, trail, usersBelow(mount));
  if (!complete) {
    trail.find("control_read_failed", `Nobody is listed at ${mount}; that one is not there is not believed.`);
    return unread();
  }
  return inRecord(keys.includes(name) ? [{ key: `${mount}/${name}`, label: `Sign-in ${name} at ${mount}` }] : []);
}
