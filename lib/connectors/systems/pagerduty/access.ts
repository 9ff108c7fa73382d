import { z } from "zod";
import { reader, segment } from "../../kit/json.ts";
import { inRecord, kindRead, timesOf, unread } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { PagerdutyConfig } from "./config.ts";
import { pagerdutyList, userById, userPath } from "./users.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();
const KEY = "It needs a general access API key (Integrations, API Access Keys), or the scope";
const never = () => false;

const readDelegation = reader(
  z.object({
    id: text,
    status: text,
    client_id: maybe,
    // The reference calls it so, its examples `type`.
    delegation_type: maybe,
    type: maybe,
    created_at: maybe,
    expires_at: maybe,
  }),
);

/**
 * Sign-ins in the browser and on a phone are sessions, what else holds a token acts for the person. PagerDuty ends all
 * sessions of one type at once, and others in nobody else's name.
 */
export function delegationKind(config: PagerdutyConfig, type: "web" | "mobile" | "integration"): AccessKind {
  const isSession = type !== "integration";
  const kind: AccessKind = {
    name: type,
    layer: isSession ? "session" : "delegation",
    words: isSession ? "Sessions" : "Apps with a token of the user",
    right: `${KEY} oauth_delegations.read.`,
    observable: true,
    list: async (account, trail) => {
      const path = userPath(account, `/oauth_delegations?delegation_type=${type}&status=issued`);
      const read = await pagerdutyList(config, trail, path, "oauth_delegations", readDelegation, ({ id }) => id);
      return kindRead(read, (row) => {
        const own = (row.delegation_type ?? row.type) === type && row.status === "issued";
        const facts = timesOf({ issuedAt: row.created_at, expiresAt: row.expires_at });
        return own
          ? {
              key: row.id,
              label: `${isSession ? `Session (${type})` : "Token"} of ${row.client_id || "an app"}`,
              facts,
            }
          : null;
      });
    },
  };
  if (!isSession) return kind;
  const end: AccessKind["end"] = async (account, _, trail) => {
    const path = `/oauth_delegations?user_id=${encodeURIComponent(account)}&type=${type}`;
    const says = (json: unknown) => Reflect.get(Object(json), "status") === "ok";
    return outcomeOf(await trail.send("DELETE", path), says);
  };
  return { ...kind, end };
}

/** The calendar of on-call shifts, which needs no sign-in: whoever has its address reads it. Nobody is shown it. */
export const calendarKind: AccessKind = {
  name: "calendar-feed",
  layer: "credential",
  words: "Calendar feeds",
  right: "To renew its address it needs a general access API key of an account with an administrator.",
  observable: false,
  list: async () => inRecord([{ key: "address", label: "Address of the on-call calendar, which needs no sign-in" }]),
  end: async (account, _, trail) =>
    outcomeOf(
      await trail.send("POST", userPath(account, "/regenerate_private_url_key")),
      (json) => typeof Reflect.get(Object(json), "private_url_key") === "string",
    ),
};

export const teamKind: AccessKind = {
  name: "team",
  layer: "group",
  words: "Teams",
  right: `${KEY} users.read.`,
  observable: true,
  list: async (account, trail) => {
    const user = await userById(account, trail);
    if (user === null || user === "missing") return unread(user === "missing");
    return inRecord((user.teams ?? []).map(({ id, summary }) => ({ key: id, label: summary || id })));
  },
  end: async (account, key, trail) =>
    outcomeOf(await trail.send("DELETE", `/teams/${segment(key)}/users/${segment(account)}`), never),
};

/** The base role, where it reaches beyond one's own work. It ends with the account. */
export const roleKind: AccessKind = {
  name: "role",
  layer: "entitlement",
  words: "Roles",
  right: `${KEY} users.read.`,
  observable: true,
  list: async (account, trail) => {
    const user = await userById(account, trail);
    if (user === null || user === "missing") return unread(user === "missing");
    const { role } = user;
    return inRecord(role === "owner" || role === "admin" ? [{ key: role, label: `Role ${role}` }] : []);
  },
};

const readLicence = reader(z.object({ license: z.object({ id: text, name: maybe }) }));

/** The licence that the user takes up. It is free again when the account is deleted. */
export const licenceKind: AccessKind = {
  name: "licence",
  layer: "entitlement",
  words: "Licences",
  right: `${KEY} licenses.read.`,
  observable: true,
  list: async (account, trail) => {
    const answer = await trail.get(userPath(account, "/license"));
    if (answer.failure === null && answer.status === 404) return unread(true);
    const found = answer.failure === null && answer.status === 200 ? readLicence(answer.json)?.license : undefined;
    if (found !== undefined) return inRecord([{ key: found.id, label: `Licence ${found.name || found.id}` }]);
    trail.fail("unexpected_shape");
    return unread();
  },
};

const readContact = reader(z.object({ id: text, type: text, label: maybe }));

/** Where alerts go, such as a phone of the person's own. */
export function contactKind(config: PagerdutyConfig): AccessKind {
  return {
    name: "contact",
    layer: "delegation",
    words: "Contact methods",
    right: `${KEY} users:contact_methods.read.`,
    observable: true,
    list: async (account, trail) => {
      const path = userPath(account, "/contact_methods");
      const read = await pagerdutyList(config, trail, path, "contact_methods", readContact, ({ id }) => id);
      return kindRead(read, ({ id, type, label }) => ({
        key: id,
        label: `Alerts by ${type.replace(/_contact_method(?:_reference)?$/, "")}${label ? ` (${label})` : ""}`,
      }));
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", userPath(account, `/contact_methods/${segment(key)}`)), never),
  };
}
