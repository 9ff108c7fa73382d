import { canaille } from "./targets/canaille.mjs";
import { emulate } from "./targets/emulate.mjs";
import { freeradius } from "./targets/freeradius.mjs";
import { keycloak } from "./targets/keycloak.mjs";
import { linux } from "./targets/linux.mjs";
import { mariadb } from "./targets/mariadb.mjs";
import { moto } from "./targets/moto.mjs";
import { oidcProvider } from "./targets/oidc-provider.mjs";
import { openldap } from "./targets/openldap.mjs";
import { openssh } from "./targets/openssh.mjs";
import { postgresql } from "./targets/postgresql.mjs";
import { prismGithub, prismOkta } from "./targets/prism.mjs";
import { rabbitmq } from "./targets/rabbitmq.mjs";
import { samba } from "./targets/samba.mjs";
import { verdaccio } from "./targets/verdaccio.mjs";

/**
 * A real server that tests can have started. `start` gets an empty folder of its own and throws a Sentence where this
 * machine cannot run it.
 * @typedef {object} Running
 * @property {string} version as the server itself says it
 * @property {import("./serve.mjs").Served[]} served its processes
 * @property {Record<string, number>} ports on 127.0.0.1
 * @property {Record<string, string>} values what a client needs: names, passwords, certificates; of this run alone
 */

/** @type {Readonly<Record<string, { title: string, start: (folder: string) => Promise<Running> }>>} */
export const TARGETS = {
  canaille,
  emulate,
  freeradius,
  keycloak,
  linux,
  mariadb,
  moto,
  oidcProvider,
  openldap,
  openssh,
  postgresql,
  prismGithub,
  prismOkta,
  rabbitmq,
  samba,
  verdaccio,
};
