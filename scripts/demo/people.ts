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

type Row = readonly [
  key: string,
  given: string,
  family: string,
  department: DemoDepartment,
  title: string,
  manager: string | null,
  kind?: DemoPerson["kind"],
  timeZone?: string,
];

const ROWS: readonly Row[] = [
  ["H-1001", "Ingrid", "Solberg", "Operations", "Managing director", null],
  ["H-1002", "Tomás", "Arrieta", "Operations", "Head of operations", "H-1001", "employee", "Europe/Madrid"],
  ["H-1003", "Priya", "Raman", "Engineering", "Head of engineering", "H-1001", "employee", "Asia/Kolkata"],
  ["H-1004", "Wanjiru", "Kamau", "Finance", "Head of finance", "H-1001", "employee", "Africa/Nairobi"],
  ["H-1005", "Lukas", "Brenner", "Sales", "Head of sales", "H-1001", "employee", "Europe/Vienna"],
  ["H-1006", "Aoife", "Gallagher", "People", "Head of people", "H-1001", "employee", "Europe/Dublin"],
  ["H-1007", "Mateus", "Figueira", "Customs", "Head of customs", "H-1001", "employee", "Europe/Lisbon"],
  ["H-1008", "Maria", "Lindqvist", "Finance", "Payables lead", "H-1004", "employee", "Europe/Stockholm"],
  ["H-1009", "Jonas", "Eide", "Engineering", "Platform engineer", "H-1003", "employee", "Europe/Oslo"],
  ["H-1010", "خالد", "الحسيني", "Customs", "Customs broker", "H-1007", "employee", "Asia/Dubai"],
  [
    "H-1011",
    "Maximiliana-Konstanze",
    "von Hohenstein-Wildenbruch zur Altmark",
    "Sales",
    "Key accounts",
    "H-1005",
    "employee",
    "Europe/Berlin",
  ],
  ["H-1012", "Yuki", "Tanabe", "Engineering", "Data engineer", "H-1003", "employee", "Asia/Tokyo"],
  ["H-1013", "Nadia", "Benali", "Finance", "Controller", "H-1004", "employee", "Africa/Casablanca"],
  ["H-1014", "Owen", "Pritchard", "Operations", "Dispatch planner", "H-1002", "employee", "Europe/London"],
  ["H-1015", "Zofia", "Wrona", "Operations", "Dispatch planner", "H-1002", "employee", "Europe/Warsaw"],
  ["H-1016", "Diego", "Quintana", "Sales", "Account manager", "H-1005", "employee", "America/Mexico_City"],
  ["H-1017", "Hana", "Novotná", "People", "Recruiter", "H-1006", "employee", "Europe/Prague"],
  ["H-1018", "Samuel", "Adeyemi", "Engineering", "Site reliability engineer", "H-1003", "employee", "Africa/Lagos"],
  ["H-1019", "Clara", "Weiss", "Customs", "Tariff analyst", "H-1007", "employee", "Europe/Zurich"],
  ["H-1020", "Elif", "Işık", "Operations", "Yard coordinator", "H-1002", "employee", "Europe/Istanbul"],
  ["H-1021", "Arjun", "Mehta", "Engineering", "Integration engineer", "H-1009", "contractor", "Asia/Kolkata"],
  ["H-1022", "Freya", "Thorne", "Sales", "Inside sales", "H-1005", "employee", "Europe/London"],
  ["H-1023", "Luís", "Caldeira", "Customs", "Customs broker", "H-1007", "employee", "Europe/Lisbon"],
  ["H-1024", "Mei", "Zhou", "Finance", "Treasury analyst", "H-1004", "employee", "Asia/Shanghai"],
  ["H-1025", "Patrick", "O’Dowd", "Operations", "Night shift lead", "H-1002", "employee", "Europe/Dublin"],
  ["H-1026", "Sigrún", "Þórsdóttir", "Engineering", "Security engineer", "H-1003", "employee", "Atlantic/Reykjavik"],
  ["H-1027", "Andrei", "Popescu", "Engineering", "Mobile engineer", "H-1003", "contractor", "Europe/Bucharest"],
  ["H-1028", "Camille", "Rousseau", "People", "Payroll specialist", "H-1006", "employee", "Europe/Paris"],
  ["H-1029", "Tui", "Parata", "Operations", "Port liaison", "H-1002", "employee", "Pacific/Auckland"],
  ["H-1030", "Grace", "Mwangi", "Finance", "Receivables", "H-1008", "employee", "Africa/Nairobi"],
  ["H-1031", "Viktor", "Halvorsen", "Sales", "Pricing analyst", "H-1005", "employee", "Europe/Oslo"],
  ["H-1032", "Beatriz", "Salgado", "Customs", "Compliance officer", "H-1007", "employee", "America/Sao_Paulo"],
  ["H-1033", "Kofi", "Boateng", "Operations", "Fleet coordinator", "H-1002", "employee", "Africa/Accra"],
  ["H-1034", "Rina", "Sato", "Sales", "Account manager", "H-1005", "employee", "Asia/Tokyo"],
  ["H-1035", "Daniel", "Kerr", "Engineering", "Support engineer", "H-1018", "vendor", "America/Toronto"],
  ["H-1036", "Amira", "Haddad", "People", "Learning partner", "H-1006", "employee", "Asia/Beirut"],
  ["H-1037", "Piotr", "Zieliński", "Engineering", "Warehouse systems", "H-1009", "vendor", "Europe/Warsaw"],
  ["H-1038", "Leilani", "Kahale", "Operations", "Claims handler", "H-1014", "employee", "Pacific/Honolulu"],
  ["H-1039", "Stefan", "Marković", "Finance", "Internal audit", "H-1004", "employee", "Europe/Belgrade"],
  ["H-1040", "Noor", "van Dijk", "Customs", "Customs trainee", "H-1019", "contractor", "Europe/Amsterdam"],
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
  ([key, givenName, familyName, department, title, manager, kind = "employee", timeZone = "Europe/Oslo"]) => ({
    key,
    displayName: `${givenName} ${familyName}`,
    givenName,
    familyName,
    email: mailOf(key, givenName, familyName, kind),
    department,
    title,
    manager,
    kind,
    timeZone,
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
