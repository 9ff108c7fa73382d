/** A system that nothing can be asked: people report what they did, and others look after them. */
export interface ManualSystem {
  readonly name: string;
  readonly tier: 2 | 3;
  readonly purpose: string;
  readonly owner: string;
}

export const MANUAL_SYSTEMS: readonly ManualSystem[] = [
  { name: "Broker seal register", tier: 2, purpose: "Who may seal for customs", owner: "H-1007" },
  { name: "Yard gate badges", tier: 3, purpose: "Badges of the sites", owner: "H-1002" },
];
