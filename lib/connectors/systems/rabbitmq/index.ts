import { SECOND } from "../../../core/instant.ts";
import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { parseSettings } from "../../kit/database-address.ts";
import { OBSERVE_PASSWORD } from "../../kit/database-secrets.ts";
import { findAccounts, listAccess, listAccounts } from "./accounts.ts";
import { check } from "./check.ts";
import { rabbitmqConfig } from "./config.ts";
import { observe } from "./observe.ts";
import { brokerOf } from "./reader.ts";
import { revoke } from "./revoke.ts";

const ABILITY = { act: true, observe: true, freshness: 0 } as const;

/** The broker has no groups. Certificates and outer authorities (LDAP, OAuth) are not in it, so they are not claimed. */
const MANIFEST: Manifest = {
  id: "rabbitmq",
  name: "RabbitMQ",
  version: "1",
  layers: {
    account: ABILITY,
    // The list of connections is made of statistics that nodes send every five seconds.
    session: { ...ABILITY, freshness: 10 * SECOND },
    credential: ABILITY,
    entitlement: ABILITY,
  },
  seenAgainst: ["RabbitMQ 3.10.8"],
};

/** RabbitMQ through its management plugin's HTTP API. */
export const rabbitmqConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(rabbitmqConfig, [
    { name: "password", label: "Password of the user that acts", help: null, required: true, multiline: false },
    OBSERVE_PASSWORD,
  ]),
  parseConfig: (raw) => parseSettings(rabbitmqConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const broker = brokerOf(options, rabbitmqConfig.parse(options.config));
  return {
    manifest: MANIFEST,
    check: (signal) => check(broker, signal),
    findAccounts: (keys, signal) => findAccounts(broker, keys, signal),
    listAccounts: (signal) => listAccounts(broker, signal),
    listAccess: (ids, signal) => listAccess(broker, ids, signal),
    revoke: (target, goal, signal) => revoke(broker, target, goal, signal),
    observe: (target, signal) => observe(broker, target, signal),
    close: () => broker.close(),
  };
}
