import type { DemoSystem } from "./demo-system.ts";
import { DEMO_PEOPLE, type DemoDepartment, type DemoPerson } from "./people.ts";
import type { SeedGroup } from "./scim-store.ts";

type People = { readonly people: readonly DemoPerson[]; readonly groups: readonly SeedGroup[] };

const SCIM = { reachedBy: "scim", acting: true, unstated: [] } as const;
const LISTS = { reachedBy: "lists", acting: false, unstated: [], groups: [] } as const;

/** Systems of Halden Freight that are real servers: ten speak SCIM, two only export lists. */
export function connectedSystems(): readonly DemoSystem[] {
  return [...honest(), ...troubled(), ...listed()];
}

function honest(): readonly DemoSystem[] {
  return [
    {
      ...SCIM,
      name: "Halden Directory",
      tier: 0,
      purpose: "Sign-in for everything",
      owner: "H-1003",
      people: DEMO_PEOPLE,
      groups: [group("All staff", () => true), ...byDepartment(["Engineering", "Finance", "Customs", "Sales"])],
    },
    { ...SCIM, name: "Crewchat", tier: 2, purpose: "Chat", owner: "H-1006", people: DEMO_PEOPLE, groups: chatGroups() },
    {
      ...SCIM,
      name: "Fleetwatch",
      tier: 2,
      purpose: "Where every lorry is",
      owner: "H-1052",
      ...of(["Operations"], "Trackers"),
    },
    {
      ...SCIM,
      name: "Freightdesk",
      tier: 1,
      purpose: "Bookings and dispatch",
      owner: "H-1002",
      behaviour: "slow",
      delayMs: 250,
      ...of(["Operations", "Sales", "Finance"], "Release cargo"),
    },
  ];
}

function troubled(): readonly DemoSystem[] {
  return [
    {
      ...SCIM,
      name: "Ledgerline",
      tier: 1,
      purpose: "Payables and general ledger",
      owner: "H-1004",
      behaviour: "lying",
      liesAbout: ["H-1024"],
      ...of(["Finance"], "Ledger readers", ["H-1024"]),
    },
    {
      ...SCIM,
      name: "Harbour CRM",
      tier: 2,
      purpose: "Customers and quotes",
      owner: "H-1005",
      behaviour: "reviving",
      revives: { "H-1022": 25, "H-1034": 240, "H-1045": 540 },
      ...of(["Sales"], "Price book"),
    },
    {
      ...SCIM,
      name: "Partner portal",
      tier: 3,
      purpose: "Shared with carriers",
      owner: null,
      behaviour: "flaky",
      unstated: ["session"],
      ...keyed(["H-1021", "H-1035", "H-1040", "H-1053", "H-1009"], "Carrier documents"),
    },
    {
      ...SCIM,
      name: "Clearline",
      tier: 1,
      purpose: "Customs declarations",
      owner: "H-1007",
      behaviour: "slow",
      delayMs: 150,
      writeDelayMs: 6000,
      inFlightMax: 1,
      ...of(["Customs"], "Declarants"),
    },
    {
      ...SCIM,
      name: "Tariff desk",
      tier: 1,
      purpose: "Duty rates",
      owner: "H-1007",
      ...keyed(["H-1019", "H-1032", "H-1046", "H-1007", "H-1053"], "Editors"),
    },
    {
      ...SCIM,
      name: "Yard terminal",
      tier: 2,
      purpose: "Terminals in the yard",
      owner: "H-1052",
      acting: false,
      unstated: ["session"],
      ...keyed(["H-1014", "H-1020", "H-1025", "H-1033", "H-1041", "H-1052", "H-1002"], null),
    },
  ];
}

function listed(): readonly DemoSystem[] {
  const builders = ["H-1012", "H-1018", "H-1027", "H-1037", "H-1009", "H-1003", "H-1021"];
  return [
    {
      ...LISTS,
      name: "Wageworks",
      tier: 1,
      purpose: "Payroll",
      owner: "H-1004",
      people: peopleOf(["H-1013", "H-1028", "H-1030", "H-1036", "H-1008", "H-1004", "H-1006", "H-1039"]),
    },
    {
      ...LISTS,
      name: "Buildbarn",
      tier: 2,
      purpose: "Builds and releases",
      owner: "H-1009",
      hides: ["H-1037"],
      people: peopleOf(builders),
    },
  ];
}

function peopleOf(keys: readonly string[]): readonly DemoPerson[] {
  return DEMO_PEOPLE.filter(({ key }) => keys.includes(key));
}

function keyed(keys: readonly string[], everybodyIn: string | null): People {
  return { people: peopleOf(keys), groups: everybodyIn === null ? [] : [{ name: everybodyIn, members: keys }] };
}

function of(departments: readonly DemoDepartment[], everybodyIn: string, but: readonly string[] = []): People {
  const people = DEMO_PEOPLE.filter((person) => departments.includes(person.department));
  const members = people.map(({ key }) => key).filter((key) => !but.includes(key));
  return { people, groups: [{ name: everybodyIn, members }] };
}

function chatGroups(): readonly SeedGroup[] {
  return [group("general", () => true), ...byDepartment(["Operations", "Sales", "Engineering"])];
}

function byDepartment(departments: readonly DemoDepartment[]): readonly SeedGroup[] {
  return departments.map((department) => group(department, (person) => person.department === department));
}

function group(name: string, belongs: (person: DemoPerson) => boolean): SeedGroup {
  return { name, members: DEMO_PEOPLE.filter(belongs).map((person) => person.key) };
}
