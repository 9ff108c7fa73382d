import type { LdapCall } from "../../kit/ldap/call.ts";
import { anyOf, both, equals, present } from "../../kit/ldap/filter.ts";
import { anyGroup } from "./groups.ts";
import type { Opened } from "./session.ts";

const MEMBERS = ["member", "uniqueMember", "memberUid", "memberURL"] as const;

/**
 * Whether "not a member" can be believed of this group right now: the group shows members, or it is gone or empty while
 * another one of its kind shows some. A right to see groups without their members answers "nobody" to everything.
 */
export async function groupSeen({ config, directory }: Opened, call: LdapCall, id: string): Promise<boolean> {
  const byId = directory.byId(id);
  if (byId === null) return false;
  const attributes = [config.idAttribute, "objectClass"];
  const place = { base: config.groupBaseDn ?? config.baseDn, scope: "sub" as const, attributes };
  const shows = anyOf(MEMBERS.map(present));
  const group = await call.readAll({ ...place, filter: both(byId, anyGroup()) });
  if (!group.complete || group.entries.length > 1) return false;
  const [entry] = group.entries;
  if (entry === undefined) return othersShow(call, place, anyOf(MEMBERS.map(present)), id, config.idAttribute);
  const shown = await call.readAll({ ...place, filter: both(byId, shows) });
  if (shown.entries.length > 0) return true;
  // A group of names has a member as long as it exists; one that shows none hides them.
  const classes = entry.texts("objectClass").map((one) => one.toLowerCase());
  const canBeEmpty = classes.includes("posixgroup") && !classes.some((one) => one.startsWith("groupof"));
  const others = both(equals("objectClass", "posixGroup"), present("memberUid"));
  return canBeEmpty && (await othersShow(call, place, others, id, config.idAttribute));
}

async function othersShow(
  call: LdapCall,
  place: { readonly base: string; readonly scope: "sub"; readonly attributes: readonly string[] },
  filter: ReturnType<typeof both>,
  not: string,
  idAttribute: string,
): Promise<boolean> {
  const some = await call.readSome({ ...place, filter: both(anyGroup(), filter) });
  if (some.some((entry) => entry.text(idAttribute) !== not)) return true;
  call.find("members_hidden", "No group shows any member, so a group without the account proves nothing.");
  return false;
}
