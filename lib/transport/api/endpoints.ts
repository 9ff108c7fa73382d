import type { Endpoint } from "../endpoint.ts";
import { postCheck } from "./check-system.ts";
import { getContradictions, getContradictionsCsv, postClaims, postClaimsImport } from "./claims.ts";
import { postIdentities } from "./identities.ts";
import { getItem, getLeaver, getLeavers, postCancel, postDispatch, postVerify, postVerifyItem } from "./leavers.ts";
import { postLifecycleEvents, postRelease } from "./lifecycle-events.ts";
import { postAssign, postClaim } from "./steps.ts";
import { postActing, postAlias, postLayer, postReleaseListing, postSystem } from "./systems.ts";

/** Every endpoint of the API. Each has a route file; a test holds the two against each other. */
export const ENDPOINTS: readonly Endpoint[] = [
  getContradictions,
  getContradictionsCsv,
  getItem,
  getLeaver,
  getLeavers,
  postActing,
  postAlias,
  postAssign,
  postCancel,
  postCheck,
  postClaim,
  postClaims,
  postClaimsImport,
  postDispatch,
  postIdentities,
  postLayer,
  postLifecycleEvents,
  postRelease,
  postReleaseListing,
  postSystem,
  postVerify,
  postVerifyItem,
];
