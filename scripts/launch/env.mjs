/** What no child may inherit by accident: addresses with passwords, keys, and what steers another Node or npm. */
const OURS =
  /^(DATABASE_URL|TEST_DATABASE_URL|PG[A-Z]+$|CLOSEOUT_(SEAL|ROLE|DATA)|NEXTAUTH_SECRET|npm_|NODE_OPTIONS$|NODE_CHANNEL)/;

/**
 * The environment of a child before it is handed what is its own.
 * @param {Record<string, string | undefined>} env the launcher's environment
 * @returns {Record<string, string | undefined>} without addresses, keys and settings of npm
 */
export function plainEnv(env) {
  const kept = Object.entries(env).filter(([key]) => !OURS.test(key));
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: "1" };
}

/**
 * What each process of the product is handed: its own database address and nothing of the others'. Web can seal a
 * connector's secret and cannot open one; the worker holds the file that opens it and no session secret.
 * @param {object} given
 * @param {Record<string, string | undefined>} given.env the launcher's environment
 * @param {import("./migrate.mjs").Addresses} given.addresses the process roles' addresses
 * @param {ReturnType<import("./keys.mjs").openKeys>} given.keys this installation's keys
 * @param {{ host: string, port: number, url: string }} given.place where web listens
 */
export function environments({ env, addresses, keys, place }) {
  const plain = { ...plainEnv(env), NODE_ENV: "production" };
  const nextAuthUrl = env.NEXTAUTH_URL || place.url;
  return {
    web: {
      ...plain,
      HOST: place.host,
      PORT: String(place.port),
      DATABASE_URL_WEB: addresses.web,
      DATABASE_URL_LISTEN: addresses.listen,
      CLOSEOUT_SEAL_PUBLIC_KEY: keys.publicKey,
      NEXTAUTH_SECRET: env.NEXTAUTH_SECRET || keys.sessionSecret,
      NEXTAUTH_URL: nextAuthUrl,
    },
    worker: {
      ...plain,
      DATABASE_URL_WORKER: addresses.worker,
      DATABASE_URL_SEQUENCER: addresses.sequencer,
      DATABASE_URL_LISTEN: addresses.listen,
      CLOSEOUT_SEAL_PRIVATE_KEY_FILE: keys.privateKeyFile,
    },
    cli: {
      DATABASE_URL_WEB: addresses.web,
      DATABASE_URL_LISTEN: addresses.listen,
      CLOSEOUT_SEAL_PUBLIC_KEY: keys.publicKey,
      NEXTAUTH_URL: nextAuthUrl,
    },
  };
}
