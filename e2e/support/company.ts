import type { Api } from "./closeout.ts";
import { startTargets, type Target } from "./targets.ts";

export interface Company {
  readonly honest: string;
  readonly liar: string;
  /** Keys of people who have an account in both systems. */
  readonly people: readonly string[];
  close(): void;
}

const PEOPLE = 12;

/** Mails of this company alone: an account under a mail that two people have is nobody's own, and waits for a person. */
const mailOf = (mark: string, number: number) => `person-${number}-${mark}@bench.example`;

const seed = (mark: string, name: string, behaviour: string) => ({
  name,
  behaviour,
  people: Array.from({ length: PEOPLE }, (_, index) => ({
    key: `p-${index + 1}`,
    displayName: `Person ${index + 1}`,
    email: mailOf(mark, index + 1),
  })),
  groups: 3,
  groupsPerPerson: 2,
});

/** What SCIM does not show does not exist in these systems; somebody has said so. */
const STATED = Object.fromEntries(
  ["session", "credential", "entitlement", "delegation", "machine_identity", "custody"].map((layer) => [
    layer,
    { exists: "no" },
  ]),
);

/**
 * Two simulated SCIM systems in a process of their own, one that does what it says and one that answers 200 and does
 * nothing, connected to the product through its API; twelve people with accounts in both. Nobody owns the liar.
 */
export async function openCompany(api: Api): Promise<Company> {
  const mark = Date.now().toString(36);
  const [honest, liar] = [`Honest ${mark}`, `Liar ${mark}`];
  const { systems, close } = await startTargets([seed(mark, honest, "honest"), seed(mark, liar, "lying")]);
  const people = Array.from({ length: PEOPLE }, (_, index) => ({
    personKey: `${mark}-${index + 1}`,
    displayName: `Person ${index + 1} ${mark}`,
    emails: [mailOf(mark, index + 1)],
    zone: "Asia/Kolkata",
  }));
  await api.post("/api/v1/identities", { identities: people });
  for (const target of systems) await register(api, target, target.name === honest ? people[11]?.personKey : undefined);
  return { honest, liar, people: people.map((person) => person.personKey), close };
}

async function register(api: Api, target: Target, ownerKey: string | undefined): Promise<void> {
  const answer = await api.post("/api/v1/systems", {
    slug: target.name.toLowerCase().replaceAll(" ", "-"),
    name: target.name,
    tier: 2,
    connector: "scim",
    config: { baseUrl: target.baseUrl },
    secrets: { token: target.token },
    layers: STATED,
    acting: true,
    ...(ownerKey === undefined ? {} : { ownerKey }),
  });
  const { id } = answer as { id: string };
  await api.post(`/api/v1/systems/${id}/check`, {});
}
