import { chownSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "../../launch/postgres-server.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { needDebian } from "../get/debian.mjs";
import { accountOf, endServed, prepareBy, serve } from "../serve.mjs";

const SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server";
const PLUGINS = "[rabbitmq_management].\n";

/** RabbitMQ with its management plugin. Its first user is `guest`, an administrator on the loopback. */
export const rabbitmq = {
  title: "RabbitMQ",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    await needDebian(SERVER, ["rabbitmq-server"]);
    const account = accountOf("rabbitmq");
    if (process.getuid?.() === 0 && account === undefined) throw new Sentence("there is no user rabbitmq to run it as");
    const [amqp, management, distribution, names] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    const home = path.join(folder, "home");
    const at = (name) => path.join(home, name);
    mkdirSync(home, { mode: 0o700 });
    const listen = `listeners.tcp.1 = 127.0.0.1:${amqp}\nmanagement.tcp.ip = 127.0.0.1\nmanagement.tcp.port = ${management}\n`;
    writeFileSync(at("rabbitmq.conf"), listen);
    writeFileSync(at("enabled_plugins"), PLUGINS);
    for (const each of [home, at("rabbitmq.conf"), at("enabled_plugins")]) {
      if (account) chownSync(each, account.uid, account.gid);
    }
    const env = {
      HOME: home,
      // A directory of names of its own, in the foreground: one that the server starts would outlive the run.
      ERL_EPMD_ADDRESS: "127.0.0.1",
      ERL_EPMD_PORT: String(names),
      RABBITMQ_NODENAME: `closeout${amqp}@localhost`,
      RABBITMQ_CONFIG_FILE: at("rabbitmq.conf"),
      RABBITMQ_ENABLED_PLUGINS_FILE: at("enabled_plugins"),
      RABBITMQ_MNESIA_BASE: at("mnesia"),
      RABBITMQ_LOG_BASE: at("log"),
      RABBITMQ_DIST_PORT: String(distribution),
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "-kernel inet_dist_use_interface {127,0,0,1}",
    };
    const registry = await serve({
      program: "epmd",
      args: ["-port", String(names)],
      folder,
      port: names,
      account,
      env,
    });
    try {
      const served = await serve({ program: SERVER, args: [], folder, port: management, account, env });
      const version = /Version: (\d[\d.]*)/.exec(prepareBy("dpkg", ["-s", "rabbitmq-server"]))?.[1];
      const ports = { amqp, management };
      return {
        version: version ?? "of unknown version",
        served: [served, registry],
        ports,
        values: { user: "guest", password: "guest" },
      };
    } catch (error) {
      await endServed(registry);
      throw error;
    }
  },
};
