import { DEMO_PEOPLE, type DemoDepartment, type DemoPerson } from "./people.ts";
import type { SeedGroup } from "./scim-store.ts";
import type { SystemConfig } from "./scim-system.ts";

/** A demo system with what a person would know who connects it. */
export interface DemoSystem extends SystemConfig {
  /** Harm it carries: 0 the most, 3 the least. */
  readonly tier: 0 | 1 | 2 | 3;
  readonly purpose: string;
  /** Key of the accountable owner. */
  readonly owner: string;
}

/** The first handful of systems of the demo company. */
export const DEMO_SYSTEMS: readonly DemoSystem[] = [
  {
    name: "Halden Directory",
    tier: 0,
    purpose: "Sign-in for everything",
    owner: "H-1003",
    behaviour: "honest",
    people: DEMO_PEOPLE,
    groups: [
      group("All staff", () => true),
      ...byDepartment(["Engineering", "Finance", "Customs"]),
      heads("Administrators"),
    ],
  },
  {
    name: "Freightdesk",
    tier: 1,
    purpose: "Bookings and dispatch",
    owner: "H-1002",
    behaviour: "slow",
    delayMs: 700,
    ...only(["Operations", "Customs", "Sales", "Finance"], "Dispatch", "Release cargo"),
  },
  {
    name: "Ledgerline",
    tier: 1,
    purpose: "Payables and general ledger",
    owner: "H-1004",
    behaviour: "lying",
    ...only(["Finance", "Operations"], "Payment approvers", "Ledger readers"),
  },
  {
    name: "Crewchat",
    tier: 2,
    purpose: "Chat",
    owner: "H-1006",
    behaviour: "honest",
    people: DEMO_PEOPLE,
    groups: [group("general", () => true), ...byDepartment(["Operations", "Sales", "Engineering", "Finance"])],
  },
  {
    name: "Harbour CRM",
    tier: 2,
    purpose: "Customers and quotes",
    owner: "H-1005",
    behaviour: "reviving",
    reviveSeconds: 45,
    ...only(["Sales", "People", "Finance"], "Price book", "Pipeline"),
  },
  {
    name: "Partner portal",
    tier: 3,
    purpose: "Shared with carriers",
    owner: "H-1007",
    behaviour: "flaky",
    ...only(["Customs", "Operations", "Engineering", "Finance"], "Carrier contacts", "Documents"),
  },
];

function only(
  departments: readonly DemoDepartment[],
  first: string,
  second: string,
): { people: readonly DemoPerson[]; groups: readonly SeedGroup[] } {
  const people = DEMO_PEOPLE.filter((person) => departments.includes(person.department));
  const main = departments[0];
  return { people, groups: [group(first, (person) => person.department === main), group(second, () => true)] };
}

function byDepartment(departments: readonly DemoDepartment[]): readonly SeedGroup[] {
  return departments.map((department) => group(department, (person) => person.department === department));
}

function heads(name: string): SeedGroup {
  return group(
    name,
    (person) => person.manager === null || person.manager === "H-1001" || person.title.includes("engineer"),
  );
}

function group(name: string, belongs: (person: DemoPerson) => boolean): SeedGroup {
  return { name, members: DEMO_PEOPLE.filter(belongs).map((person) => person.key) };
}
