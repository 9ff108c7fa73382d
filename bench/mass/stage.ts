import type { Cluster } from "../harness/cluster.ts";
import type { Product } from "../harness/product.ts";
import type { Targets } from "../harness/targets.ts";

/** What both sides of a round run on. */
export interface Stage {
  readonly cluster: Cluster;
  readonly product: Product;
  readonly targets: Targets;
  readonly leavers: number;
  /** Calls at once by the bare loop, all targets together. */
  readonly bareInAll: number;
}

/** First and last number of the people who leave in a round. */
export interface Leaving {
  readonly round: number;
  readonly first: number;
  readonly last: number;
}
