import type { Finding } from "../../contract.ts";

export const REPLICA: Finding = {
  code: "control_read_failed",
  detail: "The server is read-only, as a replica is. It may lag, and shows no session of the primary.",
};

export const NO_PROCESS: Finding = {
  code: "control_read_failed",
  detail: "Sessions of others are shown only with the privilege PROCESS.",
};

export const ONE_NODE: Finding = {
  code: "control_read_failed",
  detail: "The server is one node of a cluster and shows its own sessions only; others may stand on other nodes.",
};
