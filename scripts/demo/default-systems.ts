import { connectedSystems } from "./connected-systems.ts";
import type { DemoSystem } from "./demo-system.ts";
import { MANUAL_SYSTEMS, type ManualSystem } from "./manual-systems.ts";

/** The systems that answer: in a process of their own. */
export const DEMO_SYSTEMS: readonly DemoSystem[] = connectedSystems();

/** Everything in the company's inventory, by how many there are. */
export const ALL_SYSTEMS: readonly (DemoSystem | ManualSystem)[] = [...DEMO_SYSTEMS, ...MANUAL_SYSTEMS];
