import { z } from "zod";
import type { SeedGroup, SeedPerson } from "./scim-store.ts";
import { BEHAVIOURS, type SystemConfig } from "./scim-system-config.ts";

const person = z.strictObject({ key: z.string(), displayName: z.string(), email: z.string() });

const system = z.strictObject({
  name: z.string().min(1),
  behaviour: z.enum(BEHAVIOURS).optional(),
  delayMs: z.number().min(0).optional(),
  maxInFlight: z.number().int().min(1).optional(),
  reviveSeconds: z.number().min(0).optional(),
  lagMs: z.number().min(0).optional(),
  logMax: z.number().int().min(0).optional(),
  token: z.string().min(8).optional(),
  /** A list, or how many to make up: "person-1@bench.example" … */
  people: z.union([z.int().min(0), z.array(person)]),
  /** A list, or how many to make up with `groupsPerPerson` each. */
  groups: z.union([z.int().min(0), z.array(z.strictObject({ name: z.string(), members: z.array(z.string()) }))]),
  groupsPerPerson: z.int().min(0).default(2),
});

const config = z.strictObject({
  /** Makes this many copies of each entry, named "<name> 1" … */
  copies: z.int().min(1).default(1),
  systems: z.array(system).min(1),
});

/**
 * Reads the config of a run. @throws ZodError that names what is wrong.
 * Made-up person n has key "p-n" and mail "person-n@bench.example", the same in every system.
 */
export function configsOf(raw: unknown): readonly SystemConfig[] {
  const { copies, systems } = config.parse(raw);
  return systems.flatMap((entry) => {
    const { people, groups, groupsPerPerson, ...rest } = entry;
    const seeds = typeof people === "number" ? madeUp(people) : people;
    const seedGroups = typeof groups === "number" ? spread(seeds, groups, groupsPerPerson) : groups;
    const stated = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    return Array.from({ length: copies }, (_, copy) => ({
      ...stated,
      name: copies === 1 ? entry.name : `${entry.name} ${copy + 1}`,
      people: seeds,
      groups: seedGroups,
    }));
  });
}

function madeUp(count: number): readonly SeedPerson[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `p-${index + 1}`,
    displayName: `Person ${index + 1}`,
    email: `person-${index + 1}@bench.example`,
  }));
}

/** Person n joins groups n, n + 1 … so that groups are of even size. */
function spread(people: readonly SeedPerson[], count: number, each: number): readonly SeedGroup[] {
  const members = Array.from({ length: count }, (): string[] => []);
  for (const [index, { key }] of people.entries()) {
    for (let step = 0; step < Math.min(each, count); step += 1) members[(index + step) % count]?.push(key);
  }
  return members.map((keys, index) => ({ name: `Group ${index + 1}`, members: keys }));
}
