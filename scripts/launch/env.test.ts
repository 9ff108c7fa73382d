import { expect, test } from "vitest";
import { environments, plainEnv } from "./env.mjs";

const SECRETS = {
  DATABASE_URL: "migrator",
  DATABASE_URL_WORKER: "worker-by-hand",
  TEST_DATABASE_URL: "superuser",
  PGPASSWORD: "secret",
  CLOSEOUT_SEAL_PRIVATE_KEY_FILE: "/elsewhere",
  NEXTAUTH_SECRET: "by hand",
  npm_config_something: "1",
  NODE_OPTIONS: "--inspect",
};
const addresses = {
  web: "URL-web",
  worker: "URL-worker",
  sequencer: "URL-sequencer",
  listen: "URL-listen",
  missing: [],
};
const keys = { privateKeyFile: "/data/private.pem", publicKey: "PUBLIC", sessionSecret: "SESSION" };
const place = { host: "127.0.0.1", port: 3000, url: "http://127.0.0.1:3000" };

test("a child inherits no address, password or key of the launcher's environment", () => {
  expect(plainEnv({ ...SECRETS, PATH: "/bin" })).toEqual({ PATH: "/bin", NEXT_TELEMETRY_DISABLED: "1" });
});

test("no process of the product is handed the migrator's address", () => {
  const own = environments({ env: { DATABASE_URL: "URL-migrator" }, addresses, keys, place });
  expect(JSON.stringify(own)).not.toContain("URL-migrator");
});

test("web is handed neither the worker's address nor the key that opens sealed secrets", () => {
  const { web } = environments({ env: {}, addresses, keys, place });
  const values = Object.values(web);
  for (const foreign of ["URL-worker", "URL-sequencer", "/data/private.pem"]) expect(values).not.toContain(foreign);
  expect(web).toMatchObject({ DATABASE_URL_WEB: "URL-web", CLOSEOUT_SEAL_PUBLIC_KEY: "PUBLIC" });
});

test("the worker is handed neither web's address nor the session secret", () => {
  const { worker } = environments({ env: {}, addresses, keys, place });
  const values = Object.values(worker);
  for (const foreign of ["URL-web", "SESSION"]) expect(values).not.toContain(foreign);
  expect(worker).toMatchObject({
    DATABASE_URL_WORKER: "URL-worker",
    CLOSEOUT_SEAL_PRIVATE_KEY_FILE: "/data/private.pem",
  });
});

test("an operator behind a proxy keeps the address people see and the session secret of all web processes", () => {
  const env = { NEXTAUTH_URL: "https://closeout.example", NEXTAUTH_SECRET: "shared" };
  expect(environments({ env, addresses, keys, place }).web).toMatchObject(env);
});
