import { once } from "node:events";
import { createWriteStream } from "node:fs";

export const TITLES = ["User ID", "Username", "Email", "Full name", "Status", "Role", "Last login"] as const;
const ROLES = ["Sales user", "Support", "Viewer", "Administrator"] as const;

/** Writes a list of `rows` users; every `everyth` of them is one of the people that the product knows. */
export async function writeList(path: string, rows: number, everyth: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(`${TITLES.join(",")}\n`);
  let part = "";
  for (let at = 1; at <= rows; at += 1) {
    const known = at % everyth === 0;
    const name = known ? `person-${at / everyth}` : `stranger-${at}`;
    const status = at % 10 === 3 ? "Suspended" : "Active";
    // An id as applications make them: eighteen letters and digits.
    const id = `005${at.toString(36).padStart(9, "0").toUpperCase()}QAAZ${at % 90}`;
    part += `${id},${name},${name}@bench.example,"Person, ${at}",${status},${ROLES[at % 4]},2026-0${1 + (at % 9)}-1${at % 10} 09:14\n`;
    if (part.length < 1 << 18) continue;
    if (!file.write(part)) await once(file, "drain");
    part = "";
  }
  file.end(part);
  await once(file, "close");
}
