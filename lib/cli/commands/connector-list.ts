import { registry } from "#lib/connectors/registry.ts";
import { LAYERS } from "#lib/core/access/layer.ts";
import { EXIT, type LocalCommand, options } from "../cli.ts";

/** Names the connectors, what each can see and act on, and what it was run against. */
export const connectorList: LocalCommand = {
  name: "connector list",
  usage: "closeout connector list",
  async local(cli, args) {
    options(args, []);
    for (const { id, name, layers, seenAgainst } of registry().manifests) {
      cli.out(`${id}  ${name}`);
      for (const layer of LAYERS) {
        const ability = layers[layer];
        if (ability === undefined) continue;
        const can = [ability.observe ? "observe" : "", ability.act ? "act" : ""].filter((word) => word !== "");
        cli.out(`  ${layer.padEnd(17)} ${can.join(", ")}`);
      }
      cli.out(`  seen against      ${seenAgainst.join("; ")}`);
    }
    return EXIT.ok;
  },
};
