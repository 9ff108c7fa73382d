import type { Reply } from "./scim-protocol.ts";
import type { ScimSystem } from "./scim-system.ts";

/**
 * What people of the company do in a system's own console, outside SCIM: GET export/users.csv and export/keys.csv (its
 * lists), POST console/switch-off/<person>, switch-on/<person>, show/<person> and console/end-token.
 * @returns null for anything else
 */
export function byHand(system: ScimSystem, method: string, path: string): Reply | null {
  const [, place, what = "", person] = path.split("/").map(decodeURIComponent);
  if (method === "GET" && place === "export") return list(system, what);
  if (method !== "POST" || place !== "console") return null;
  if (what === "switch-off" && person !== undefined) system.switchByHand(person, false);
  else if (what === "switch-on" && person !== undefined) system.switchByHand(person, true);
  else if (what === "show" && person !== undefined) system.show(person);
  else if (what === "end-token") system.endToken();
  else return null;
  return { status: 204, body: "" };
}

function list(system: ScimSystem, name: string): Reply | null {
  if (name === "users.csv")
    return csv(["User ID", "Employee number", "Login", "E-mail", "Name", "Status"], users(system));
  if (name === "keys.csv") return csv(["Account ID", "Key ID"], keys(system));
  return null;
}

function users(system: ScimSystem): string[][] {
  return [...system.store.users.values()].map(({ id, externalId, userName, email, displayName, active }) => [
    id,
    externalId,
    userName,
    email,
    displayName,
    active ? "Active" : "Deactivated",
  ]);
}

function keys(system: ScimSystem): string[][] {
  return system.keysShown().map(({ account, key }) => [account.id, key]);
}

function csv(titles: readonly string[], rows: readonly (readonly string[])[]): Reply {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  return { status: 200, type: "text/csv; charset=utf-8", body: [titles, ...rows].map(line).join("\r\n") };
}
