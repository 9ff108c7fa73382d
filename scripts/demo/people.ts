/** One person of the demo company. Mail addresses use domains that are reserved (RFC 2606, RFC 6761). */
export interface DemoPerson {
  /** HR's own number. */
  readonly key: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly department: DemoDepartment;
  readonly title: string;
  /** Key of the manager; null for the head of the company. */
  readonly manager: string | null;
  readonly kind: "employee" | "contractor" | "vendor";
  readonly timeZone: string;
}

export type DemoDepartment = "Operations" | "Engineering" | "Finance" | "Sales" | "People" | "Customs";

type Office = keyof typeof ZONES;

/** Where Halden Freight has people. */
const ZONES = {
  oslo: "Europe/Oslo",
  london: "Europe/London",
  newYork: "America/New_York",
  saoPaulo: "America/Sao_Paulo",
  dubai: "Asia/Dubai",
  kolkata: "Asia/Kolkata",
} as const;

type Row = readonly [
  key: string,
  given: string,
  family: string,
  department: DemoDepartment,
  title: string,
  manager: string | null,
  office: Office,
  kind?: DemoPerson["kind"],
];

/** Those who stay come first: they own the systems and do the work. */
const ROWS: readonly Row[] = [
  ["H-1001", "Ingrid", "Solberg", "Operations", "Managing director", null, "oslo"],
  ["H-1002", "Tomás", "Arrieta", "Operations", "Head of operations", "H-1001", "london"],
  ["H-1003", "Priya", "Raman", "Engineering", "Head of engineering", "H-1001", "kolkata"],
  ["H-1004", "Wanjiru", "Kamau", "Finance", "Head of finance", "H-1001", "london"],
  ["H-1005", "Lukas", "Brenner", "Sales", "Head of sales", "H-1001", "oslo"],
  ["H-1006", "Aoife", "Gallagher", "People", "Head of people", "H-1001", "london"],
  ["H-1007", "Mateus", "Figueira", "Customs", "Head of customs", "H-1001", "saoPaulo"],
  ["H-1008", "Maria", "Lindqvist", "Finance", "Payroll lead", "H-1004", "oslo"],
  ["H-1009", "Jonas", "Eide", "Engineering", "Platform engineer", "H-1003", "oslo"],
  ["H-1026", "Sigrún", "Þórsdóttir", "Engineering", "Access administrator", "H-1003", "london"],
  ["H-1039", "Stefan", "Marković", "Finance", "Internal audit", "H-1004", "oslo"],
  ["H-1052", "Astrid", "Dahl", "Operations", "Yard supervisor", "H-1002", "oslo"],
  ["H-1053", "Deepa", "Nair", "Customs", "Customs broker", "H-1007", "kolkata"],
  ["H-1054", "Marcus", "Webb", "Sales", "Account manager", "H-1005", "newYork"],
  ["H-1010", "خالد", "الحسيني", "Customs", "Customs broker", "H-1007", "dubai"],
  [
    "H-1011",
    "Maximiliana-Konstanze",
    "von Hohenstein-Wildenbruch zur Altmark",
    "Sales",
    "Key accounts",
    "H-1005",
    "oslo",
  ],
  ["H-1012", "Yuki", "Tanabe", "Engineering", "Data engineer", "H-1003", "london"],
  ["H-1013", "Nadia", "Benali", "Finance", "Controller", "H-1004", "dubai"],
  ["H-1014", "Owen", "Pritchard", "Operations", "Dispatch planner", "H-1002", "london"],
  ["H-1015", "Zofia", "Wrona", "Operations", "Dispatch planner", "H-1002", "oslo"],
  ["H-1016", "Diego", "Quintana", "Sales", "Account manager", "H-1005", "newYork"],
  ["H-1017", "Hana", "Novotná", "People", "Recruiter", "H-1006", "london"],
  ["H-1018", "Samuel", "Adeyemi", "Engineering", "Site reliability engineer", "H-1003", "london"],
  ["H-1019", "Clara", "Weiss", "Customs", "Tariff analyst", "H-1007", "oslo"],
  ["H-1020", "Elif", "Işık", "Operations", "Yard coordinator", "H-1002", "dubai"],
  ["H-1021", "Arjun", "Mehta", "Engineering", "Integration engineer", "H-1009", "kolkata", "contractor"],
  ["H-1022", "Freya", "Thorne", "Sales", "Inside sales", "H-1005", "london"],
  ["H-1023", "Luís", "Caldeira", "Customs", "Customs broker", "H-1007", "saoPaulo"],
  ["H-1024", "Mei", "Zhou", "Finance", "Treasury analyst", "H-1004", "newYork"],
  ["H-1025", "Patrick", "O’Dowd", "Operations", "Night shift lead", "H-1002", "london"],
  ["H-1027", "Andrei", "Popescu", "Engineering", "Mobile engineer", "H-1003", "oslo", "contractor"],
  ["H-1028", "Camille", "Rousseau", "People", "Payroll specialist", "H-1006", "london"],
  ["H-1029", "Tui", "Parata", "Operations", "Port liaison", "H-1002", "newYork"],
  ["H-1030", "Grace", "Mwangi", "Finance", "Receivables", "H-1008", "london"],
  ["H-1031", "Viktor", "Halvorsen", "Sales", "Pricing analyst", "H-1005", "oslo"],
  ["H-1032", "Beatriz", "Salgado", "Customs", "Compliance officer", "H-1007", "saoPaulo"],
  ["H-1033", "Kofi", "Boateng", "Operations", "Fleet coordinator", "H-1002", "london"],
  ["H-1034", "Rina", "Sato", "Sales", "Account manager", "H-1005", "newYork"],
  ["H-1035", "Daniel", "Kerr", "Engineering", "Support engineer", "H-1009", "newYork", "vendor"],
  ["H-1036", "Amira", "Haddad", "People", "Learning partner", "H-1006", "dubai"],
  ["H-1037", "Piotr", "Zieliński", "Engineering", "Warehouse systems", "H-1009", "oslo", "vendor"],
  ["H-1038", "Leilani", "Kahale", "Operations", "Claims handler", "H-1002", "newYork"],
  ["H-1040", "Noor", "van Dijk", "Customs", "Customs trainee", "H-1007", "oslo", "contractor"],
  ["H-1041", "Ravi", "Chatterjee", "Operations", "Yard coordinator", "H-1002", "kolkata"],
  ["H-1042", "Helena", "Duarte", "Operations", "Dispatch planner", "H-1002", "saoPaulo"],
  ["H-1043", "Ananya", "Bose", "Engineering", "Test engineer", "H-1003", "kolkata"],
  ["H-1044", "Thomas", "Whitfield", "Finance", "Payables", "H-1004", "london"],
  ["H-1045", "Layla", "Mansour", "Sales", "Account manager", "H-1005", "dubai"],
  ["H-1046", "Caio", "Moreira", "Customs", "Tariff analyst", "H-1007", "saoPaulo"],
  ["H-1047", "Solveig", "Bakke", "Operations", "Port liaison", "H-1002", "oslo"],
  ["H-1048", "Imran", "Qureshi", "Engineering", "Data engineer", "H-1003", "dubai"],
  ["H-1049", "Sunita", "Rao", "People", "People partner", "H-1006", "kolkata"],
  ["H-1050", "Rafael", "Teixeira", "Sales", "Inside sales", "H-1005", "saoPaulo"],
  ["H-1051", "Emily", "Brandt", "Finance", "Credit control", "H-1004", "newYork"],
];

/** Mail names that do not follow from the Latin name. */
const MAIL_NAMES: Readonly<Record<string, string>> = {
  "H-1010": "khalid.alhusseini",
  "H-1011": "m.vonhohenstein",
  "H-1026": "sigrun.thorsdottir",
  "H-1020": "elif.isik",
};

/** The people of the demo company, the same in HR and in every demo system. */
export const DEMO_PEOPLE: readonly DemoPerson[] = ROWS.map(
  ([key, givenName, familyName, department, title, manager, office, kind = "employee"]) => ({
    key,
    displayName: `${givenName} ${familyName}`,
    givenName,
    familyName,
    email: mailOf(key, givenName, familyName, kind),
    department,
    title,
    manager,
    kind,
    timeZone: ZONES[office],
  }),
);

function mailOf(key: string, given: string, family: string, kind: DemoPerson["kind"]): string {
  const plain = (name: string) =>
    name
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replaceAll("ł", "l")
      .toLowerCase()
      .replace(/[^a-z]/g, "");
  const local = MAIL_NAMES[key] ?? `${plain(given)}.${plain(family)}`;
  return `${local}@${kind === "employee" ? "halden.example" : "partner.halden.example"}`;
}
