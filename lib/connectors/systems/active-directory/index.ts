import type { Layer } from "../../../core/access/layer.ts";
import { SECOND } from "../../../core/instant.ts";
import type { Connection, Connector, LayerAbility, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { parseSettings } from "../../kit/database-address.ts";
import { findAccounts, listAccounts } from "../../kit/ldap/directory.ts";
import { directorySecrets } from "../../kit/ldap/settings.ts";
import { check } from "./check.ts";
import { activeDirectoryConfig } from "./config.ts";
import { listAccess } from "./list-access.ts";
import { observe } from "./observe.ts";
import { revoke } from "./revoke.ts";
import { openDirectory } from "./session.ts";

const BOTH: LayerAbility = { act: true, observe: true, freshness: 0 };
const LOOKS: LayerAbility = { act: false, observe: true, freshness: 0 };

const LAYERS: Partial<Record<Layer, LayerAbility>> = {
  account: BOTH,
  session: LOOKS,
  credential: BOTH,
  group: BOTH,
  delegation: BOTH,
  machine_identity: LOOKS,
  custody: LOOKS,
};

const MANIFEST: Manifest = {
  id: "active-directory",
  name: "Active Directory",
  version: "1",
  layers: LAYERS,
  seenAgainst: ["Samba AD DC 4.17.12", "Windows Server: not yet seen against the vendor"],
};

/** Active Directory over LDAP, and its Kerberos service for how long tickets live. */
export const activeDirectoryConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(activeDirectoryConfig, directorySecrets),
  parseConfig: (raw) => parseSettings(activeDirectoryConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const config = activeDirectoryConfig.parse(options.config);
  const opened = openDirectory(options, config);
  const freshness = config.freshnessSeconds * SECOND;
  const layers = Object.entries(LAYERS).map(([layer, ability]) => [layer, { ...ability, freshness }]);
  return {
    manifest: { ...MANIFEST, layers: Object.fromEntries(layers) },
    check: (signal) => check(opened, signal),
    findAccounts: (keys, signal) => opened.look(signal, (call) => findAccounts(opened.directory, call, keys)),
    listAccounts: (signal) => opened.look(signal, (call) => listAccounts(opened.directory, call)),
    listAccess: (ids, signal) => listAccess(opened, ids, signal),
    revoke: (target, goal, signal) => revoke(opened, target, goal, signal),
    observe: (target, signal) => observe(opened, target, signal),
    close: async () => undefined,
  };
}
