import { readFileSync } from "node:fs";
import path from "node:path";
import { become } from "./child.mjs";
import { openDataFolder, ROOT } from "./data-folder.mjs";
import { plainEnv } from "./env.mjs";
import { LIST_FLAGS } from "./memory.mjs";
import { tell } from "./progress.mjs";
import { fileSentence, Sentence } from "./sentence.mjs";

/**
 * Runs a `closeout` command beside a running product, with the addresses that its start left in the data folder.
 * @param {string[]} args the command; --demo anywhere means the demo's database
 */
export async function closeout(args) {
  try {
    const name = args.includes("--demo") ? "demo" : "main";
    const rest = args.filter((arg) => arg !== "--demo");
    const asksForHelp = rest.length === 0 || rest.some((arg) => ["help", "--help", "-h", "--version"].includes(arg));
    // Connectors are tried where Closeout was never started.
    const needsNothing = asksForHelp || rest[0] === "connector";
    const env = { ...plainEnv(process.env), ...(needsNothing ? {} : addresses(name)) };
    await become(process.execPath, [...LIST_FLAGS, path.join(ROOT, "lib/cli/main.ts"), ...rest], env);
  } catch (error) {
    tell(error);
  }
}

/** Where web's role address is set by hand, nothing need run here. */
function addresses(name) {
  if (process.env.DATABASE_URL_WEB) {
    const given = Object.entries(process.env).filter(([key]) => /^(DATABASE_URL_|CLOSEOUT_SEAL_|NEXTAUTH_)/.test(key));
    return Object.fromEntries(given);
  }
  const file = path.join(openDataFolder(process.env), `${name}-env.json`);
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error?.code !== "ENOENT") throw fileSentence(error, file);
    const start = name === "demo" ? "npm start -- --demo" : "npm start";
    throw new Sentence(
      `Closeout has not been started here yet: start it with ${start}, then run the command beside it.`,
    );
  }
}
