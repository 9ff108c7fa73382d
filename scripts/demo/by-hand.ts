import type { Reply } from "./scim-protocol.ts";
import type { ScimSystem } from "./scim-system.ts";

/**
 * What people of the company do in a system's own console, outside SCIM: GET export/users.csv (its list of users), POST console/switch-off/<person>, switch-on/<person>, show/<person> and console/end-token.
 * @returns null for anything else
 */
export function byHand(system: ScimSystem, method: string, path: string): Reply | null {
  const [, place, what = "", person] = path.split("/").map(decodeURIComponent);
  if (method === "GET" && place === "export" && what === "users.csv") return csv(TITLES, users(system));
  if (method !== "POST" || place !== "console") return null;
  if (what === "switch-off" && person !== undefined) system.switchByHand(person, false);
  else if (what === "switch-on" && person !== undefined) system.switchByHand(person, true);
  else if (what === "show" && person !== undefined) system.show(person);
  else if (what === "end-token") system.endToken();
  else return null;
  return { status: 204, body: "" };
}

const TITLES = ["User ID", "Employee number", "Login", "E-mail", "Name", "Status"];

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

function csv(titles: readonly string[], rows: readonly (readonly string[])[]): Reply {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  return { status: 200, type: "text/csv; charset=utf-8", body: [titles, ...rows].map(line).join("\r\n") };
}
