import { z } from "zod";
import { reader, segment } from "../../kit/json.ts";
import { inRecord, kindRead, unread } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import { readList } from "../../kit/read-list.ts";
import type { AccessKind, FoundAccess } from "../../kit/rest-system.ts";
import type { ZoomConfig } from "./config.ts";
import { userById, userPath, type ZoomUser, zoomReader } from "./users.ts";

const WHERE = "(marketplace.zoom.us, Manage, the app, Scopes)";
const never = () => false;

/** A kind that stands in the user's own record. */
function inUser(
  about: Pick<AccessKind, "name" | "layer" | "words" | "end">,
  found: (user: ZoomUser) => readonly FoundAccess[] | null,
): AccessKind {
  return {
    ...about,
    right: `It needs the scope user:read:user:admin ${WHERE}.`,
    observable: true,
    list: async (account, trail) => {
      const user = await userById(account, trail);
      if (user === null || user === "missing") return unread(user === "missing");
      const rows = found(user);
      if (rows !== null) return inRecord(rows);
      trail.fail("unexpected_shape");
      return unread();
    },
  };
}

/** What single sign-on let in. Zoom ends it on request and shows it to nobody. */
export const sessionKind: AccessKind = {
  name: "sso-token",
  layer: "session",
  words: "Sign-ins",
  right: `To end them it needs the scope user:delete:token:admin ${WHERE}.`,
  observable: false,
  list: async () => inRecord([{ key: "all", label: "Sign-ins by single sign-on, which Zoom does not list" }]),
  end: async (account, _, trail) => outcomeOf(await trail.send("DELETE", userPath(account, "/token")), never),
};

const readGroup = reader(z.object({ id: z.string().min(1), name: z.string().nullish() }));

/** Groups of the user by their names. */
export function groupKind(config: ZoomConfig): AccessKind {
  return {
    name: "group",
    layer: "group",
    words: "Groups",
    right: `It needs the scope group:read:list_groups:admin ${WHERE}.`,
    observable: true,
    list: async (account, trail) => {
      const user = await userById(account, trail);
      if (user === null || user === "missing") return unread(user === "missing");
      const groups = await readList(
        trail,
        zoomReader(config, "/v2/groups", "groups", readGroup, ({ id }) => id),
      );
      const names = new Map(groups.rows.map(({ id, name }) => [id, name ?? id]));
      const rows = (user.group_ids ?? []).map((id) => ({ key: id, label: names.get(id) ?? id }));
      return { rows, complete: groups.complete, accountMissing: false };
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", `/v2/groups/${segment(key)}/members/${segment(account)}`), never),
  };
}

/** Groups of the chat, which are others. */
export const chatGroupKind: AccessKind = inUser(
  {
    name: "chat-group",
    layer: "group",
    words: "Chat groups",
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", `/v2/im/groups/${segment(key)}/members/${segment(account)}`), never),
  },
  ({ im_group_ids: ids }) => (ids ?? []).map((id) => ({ key: id, label: `Chat group ${id}` })),
);

/** A paid licence; 2 is Zoom's number for it, 1 for none. */
export const licenceKind: AccessKind = inUser(
  {
    name: "licence",
    layer: "entitlement",
    words: "Licences",
    end: async (account, _, trail) => outcomeOf(await trail.send("PATCH", userPath(account), { type: 1 }), never),
  },
  ({ type }) =>
    type == null ? null : type === 1 || type === 99 ? [] : [{ key: `type-${type}`, label: `Licence of type ${type}` }],
);

/** A role beyond the member's, which everybody has; 2 is Zoom's number for it. */
export const roleKind: AccessKind = inUser(
  {
    name: "role",
    layer: "entitlement",
    words: "Roles",
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", `/v2/roles/${segment(key)}/members/${segment(account)}`), never),
  },
  ({ role_id: id, role_name: name }) =>
    id == null ? null : id === "2" ? [] : [{ key: id, label: `Role ${name || id}` }],
);

const readOther = reader(z.object({ id: z.string().min(1), email: z.string().nullish() }));

/** `assistants`: who may schedule for the leaver. `schedulers`: for whom the leaver may. */
export function helperKind(config: ZoomConfig, name: "assistants" | "schedulers"): AccessKind {
  const says = name === "assistants" ? "May schedule for this account:" : "May schedule for";
  return {
    name,
    layer: "delegation",
    words: "Scheduling for others",
    right: `It needs the scopes user:read:list_assistants:admin and user:read:list_schedulers:admin ${WHERE}.`,
    observable: true,
    list: async (account, trail) => {
      const path = userPath(account, `/${name}`);
      const read = await readList(
        trail,
        zoomReader(config, path, name, readOther, ({ id }) => id),
      );
      return kindRead(read, ({ id, email }) => ({ key: id, label: `${says} ${email || id}` }));
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", userPath(account, `/${name}/${segment(key)}`)), never),
  };
}
