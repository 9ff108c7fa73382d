import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import { userPath } from "./accounts.ts";
import { listOf } from "./client.ts";
import type { SystemConfig } from "./config.ts";
import { readGroup } from "./schema.ts";

// Yours: one file for each kind of access that hangs on an account: groups, tokens, sessions, roles, grants. Leave out
// what the target does not show: the layer then reads Cannot check, which is an honest answer.
export function groupKind(config: SystemConfig): AccessKind {
  return {
    name: "group",
    layer: "group",
    words: "Groups",
    right: "It needs the right to read groups, which an administrator grants.",
    observable: true,
    list: async (account, trail) => {
      const { rows, complete, status } = await listOf(config, trail, `${userPath(account)}/groups`, readGroup);
      return { rows: rows.map(({ id, name }) => ({ key: id, label: name })), complete, accountMissing: status === 404 };
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", `/groups/${segment(key)}/members/${segment(account)}`), () => false),
  };
}
