import { ensureInstalled } from "./install.mjs";
import { ensureNode } from "./node.mjs";
import { stayWithParent } from "./parent.mjs";
import { tell } from "./progress.mjs";

/**
 * The first thing every script of package.json does, so that each works from a clean clone: a Node that can run
 * Closeout, and the packages. What needs either is imported only afterwards, by `await import(…)`.
 * @param {string} script import.meta.url of the script that was started
 */
export async function prepare(script) {
  try {
    stayWithParent();
    await ensureNode(script);
    await ensureInstalled();
  } catch (error) {
    tell(error);
    process.exit(1);
  }
}
