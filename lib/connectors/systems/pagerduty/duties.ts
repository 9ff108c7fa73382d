import { z } from "zod";
import { reader } from "../../kit/json.ts";
import { kindRead, ownRows } from "../../kit/kind-read.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { PagerdutyConfig } from "./config.ts";
import { pagerdutyList } from "./users.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();
const people = z.array(z.object({ id: text }));
const KEY = "It needs a general access API key (Integrations, API Access Keys), or the scope";

const readPolicy = reader(
  z.object({ id: text, name: maybe, escalation_rules: z.array(z.object({ targets: people })) }),
);

/**
 * Escalation policies that alert the user by name. Whoever answers next is a person's decision, so there is no lever
 * here; until then PagerDuty refuses to delete the user.
 */
export function policyKind(config: PagerdutyConfig): AccessKind {
  return {
    name: "escalation-policy",
    layer: "custody",
    words: "Escalation policies",
    right: `${KEY} escalation_policies.read.`,
    observable: true,
    list: async (account, trail) => {
      const path = `/escalation_policies?user_ids[]=${encodeURIComponent(account)}`;
      const read = await pagerdutyList(config, trail, path, "escalation_policies", readPolicy, ({ id }) => id);
      const isOwn = (row: {
        readonly escalation_rules: readonly { readonly targets: readonly { readonly id: string }[] }[];
      }) => row.escalation_rules.some(({ targets }) => targets.some(({ id }) => id === account));
      return kindRead(ownRows(read, isOwn, "PagerDuty", trail), ({ id, name }) => ({
        key: id,
        label: `Escalation policy ${name || id}`,
        facts: { owner: account },
      }));
    },
  };
}

const readSchedule = reader(z.object({ id: text, name: maybe, users: people }));

/** Schedules with the user in a layer. PagerDuty cannot be asked by user, so all are read. */
export function scheduleKind(config: PagerdutyConfig): AccessKind {
  return {
    name: "schedule",
    layer: "custody",
    words: "On-call schedules",
    right: `${KEY} schedules.read.`,
    observable: true,
    list: async (account, trail) => {
      const read = await pagerdutyList(config, trail, "/schedules", "schedules", readSchedule, ({ id }) => id);
      return kindRead(read, ({ id, name, users }) =>
        users.some((one) => one.id === account)
          ? { key: id, label: `On call in ${name || id}`, facts: { owner: account } }
          : null,
      );
    },
  };
}
