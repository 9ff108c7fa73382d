import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { check } from "./check.ts";
import { oidcConfig } from "./config.ts";
import { findAccounts, listAccess, listAccounts, observe } from "./look.ts";
import { revoke } from "./revoke.ts";
import { serverOf } from "./server.ts";

/** Sessions are not claimed: back-channel logout goes from the server to its clients, and never the other way. */
const MANIFEST: Manifest = {
  id: "oidc",
  name: "OAuth and OpenID Connect tokens",
  version: "1",
  layers: {
    account: { act: false, observe: true, freshness: 0 },
    credential: { act: true, observe: true, freshness: 0 },
  },
  neverWhole: true,
  seenAgainst: ["oidc-provider 9.13.3", "Canaille 0.3.6"],
};

/** Tokens that an authorisation server issued, ended by RFC 7009 and looked at by RFC 7662. */
export const oidcConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(oidcConfig, [
    { name: "clientSecret", label: "Secret of the client that acts", help: null, required: true, multiline: false },
    {
      name: "observeClientSecret",
      label: "Secret of the client for looks",
      help: "A second credential, so that whoever acts is not whoever looks.",
      required: false,
      multiline: false,
    },
    {
      name: "tokens",
      label: "Tokens to watch",
      help: "One a line: a name for it, the subject (sub) whose it is, the token itself; and the word access behind an access token.",
      required: true,
      multiline: true,
    },
  ]),
  parseConfig: (raw) => parseSettings(oidcConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const server = serverOf(options, oidcConfig.parse(options.config));
  return {
    manifest: MANIFEST,
    check: (signal) => check(server, signal),
    findAccounts: (keys, signal) => findAccounts(server, keys, signal),
    listAccounts: (signal) => listAccounts(server, signal),
    listAccess: (ids, signal) => listAccess(server, ids, signal),
    revoke: (target, goal, signal) => revoke(server, target, goal, signal),
    observe: (target, signal) => observe(server, target, signal),
    close: () => server.close(),
  };
}
