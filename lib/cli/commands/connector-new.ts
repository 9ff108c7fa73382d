import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { registry } from "#lib/connectors/registry.ts";
import { EXIT, type LocalCommand, options, UsageError } from "../cli.ts";
import { connectorName } from "../scaffold/connector-name.ts";
import { registered } from "../scaffold/registered.ts";
import { leftToWrite, skeletonFiles } from "../scaffold/skeleton-files.ts";

const CONNECTORS = join(import.meta.dirname, "../../connectors");

/** Writes a connector that runs against a replay of its own, registers it, and says what is left to write. */
export const connectorNew: LocalCommand = {
  name: "connector new",
  usage: "closeout connector new NAME",
  async local(cli, args) {
    const { words } = options(args, [], 1);
    const taken = registry().manifests.map(({ id }) => id);
    const name = connectorName(words[0] ?? "", taken);
    const folder = join(CONNECTORS, "systems", name.id);
    if (existsSync(folder)) throw new UsageError(`${folder} is there already, and was left as it is.`);
    const registryFile = join(CONNECTORS, "registry.ts");
    const list = registered(readFileSync(registryFile, "utf8"), name);
    if (list === null) {
      throw new UsageError("lib/connectors/registry.ts is not in its usual form. Nothing was written.");
    }
    const files = skeletonFiles(join(CONNECTORS, "testing/skeleton"), name);
    for (const { path, text } of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: "wx" });
    }
    // Last: a registry that names a connector which is not whole would stop everything.
    writeFileSync(registryFile, list);
    const place = `lib/connectors/systems/${name.id}`;
    cli.out(`${place} is a connector that runs, against a replay of its own. It is in the registry.`);
    cli.out("Yours to write; the suite must stay green after each:");
    for (const file of files) for (const { at, words } of leftToWrite(file)) cli.out(`- ${place}/${at}  ${words}`);
    cli.out(`Run it:  npm test -- --only integ ${place}/conformance.integ.ts`);
    cli.out("Read:    docs/connectors.md, Write a connector");
    return EXIT.ok;
  },
};
