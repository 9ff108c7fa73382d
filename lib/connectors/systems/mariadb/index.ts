import { SECOND } from "../../../core/instant.ts";
import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { parseSettings } from "../../kit/database-address.ts";
import { CA_CERTIFICATE, OBSERVE_PASSWORD } from "../../kit/database-secrets.ts";
import { sqlSession } from "../../kit/sql-session.ts";
import { findAccounts, listAccounts } from "./accounts.ts";
import { check } from "./check.ts";
import { mariadbConfig } from "./config.ts";
import { onLine } from "./line.ts";
import { listAccess } from "./list-access.ts";
import { observe } from "./observe.ts";
import { revoke } from "./revoke.ts";

const ABILITY = { act: true, observe: true, freshness: 0 } as const;

/** What an account owns is not written down by these servers, so custody is not claimed. */
const MANIFEST: Manifest = {
  id: "mariadb",
  name: "MariaDB and MySQL",
  version: "1",
  layers: {
    account: ABILITY,
    // KILL answers before the session has ended.
    session: { ...ABILITY, freshness: SECOND },
    credential: ABILITY,
    group: ABILITY,
    entitlement: ABILITY,
  },
  seenAgainst: ["MariaDB 10.11.19", "MySQL 8: not yet seen against the vendor"],
};

/** MariaDB 10.4 and newer, MySQL 8. */
export const mariadbConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(mariadbConfig, [
    { name: "password", label: "Password of the user that acts", help: null, required: true, multiline: false },
    OBSERVE_PASSWORD,
    CA_CERTIFICATE,
  ]),
  parseConfig: (raw) => parseSettings(mariadbConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const session = sqlSession(options, mariadbConfig.parse(options.config), onLine);
  return {
    manifest: MANIFEST,
    check: (signal) => check(session, signal),
    findAccounts: (keys, signal) => findAccounts(session, keys, signal),
    listAccounts: (signal) => listAccounts(session, signal),
    listAccess: (ids, signal) => listAccess(session, ids, signal),
    revoke: (target, goal, signal) => revoke(session, target, goal, signal),
    observe: (target, signal) => observe(session, target, signal),
    close: async () => undefined,
  };
}
