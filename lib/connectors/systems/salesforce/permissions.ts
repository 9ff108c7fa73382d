import { z } from "zod";
import { reader } from "../../kit/json.ts";
import type { Trail } from "../../kit/trail.ts";
import type { SalesforceConfig } from "./config.ts";
import { quoted, soqlList } from "./soql.ts";

/** Permissions without which Salesforce shows only what is one's own, and says nothing of the rest. */
export type Permission = "PermissionsManageUsers" | "PermissionsCustomizeApplication" | "PermissionsViewSetup";

const readSelf = reader(z.object({ user_id: z.string().min(1) }));
const readAssignment = reader(z.object({ Id: z.string().min(1) }));

/** Asked once in one look, list or act, of which a trail is one. */
const ASKED = new WeakMap<Trail, Map<Permission, Promise<boolean>>>();

/**
 * Whether an empty answer may be believed: without the permission others' rows are left out of a question without a word
 * (Object Reference, special access rules), and a user that sharing hides is answered with 404.
 */
export function seesOthers(config: SalesforceConfig, permission: Permission, trail: Trail): Promise<boolean> {
  const asked = ASKED.get(trail) ?? new Map<Permission, Promise<boolean>>();
  ASKED.set(trail, asked);
  const known = asked.get(permission) ?? holds(config, permission, trail);
  asked.set(permission, known);
  return known;
}

async function holds(config: SalesforceConfig, permission: Permission, trail: Trail): Promise<boolean> {
  const answer = await trail.get("/services/oauth2/userinfo");
  const self = answer.failure === null && answer.status === 200 ? readSelf(answer.json) : null;
  if (self === null) {
    trail.fail("unexpected_shape");
    return false;
  }
  const held = `SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = ${quoted(self.user_id)} AND PermissionSet.${permission} = true`;
  const read = await soqlList(config, trail, held, readAssignment, ({ Id }) => Id);
  if (read.complete && read.rows.length > 0) return true;
  trail.fail("unauthorised");
  return false;
}
