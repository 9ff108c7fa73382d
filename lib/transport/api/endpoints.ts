import type { Endpoint } from "../endpoint.ts";
import { postCheck } from "./check-system.ts";
import { postIdentities } from "./identities.ts";
import { getItem, getLeaver, getLeavers, postCancel, postDispatch, postVerify, postVerifyItem } from "./leavers.ts";
import { postLifecycleEvents, postRelease } from "./lifecycle-events.ts";
import {
  getSteps,
  postAssign,
  postAssignMatching,
  postClaim,
  postPreviewAssignment,
  postTakeBackAssignment,
  postVerifyMatching,
} from "./steps.ts";
import {
  getSystem,
  getSystems,
  postActing,
  postDeputy,
  postDryRun,
  postLayer,
  postReleaseListing,
  postSystem,
  postSystemOwner,
} from "./systems.ts";

/** Every endpoint of the API. Each has a route file; a test holds the two against each other. */
export const ENDPOINTS: readonly Endpoint[] = [
  getItem,
  getLeaver,
  getLeavers,
  getSteps,
  getSystem,
  getSystems,
  postActing,
  postAssign,
  postAssignMatching,
  postCancel,
  postCheck,
  postClaim,
  postDeputy,
  postDispatch,
  postDryRun,
  postIdentities,
  postLayer,
  postLifecycleEvents,
  postPreviewAssignment,
  postRelease,
  postReleaseListing,
  postSystem,
  postSystemOwner,
  postTakeBackAssignment,
  postVerify,
  postVerifyItem,
  postVerifyMatching,
];
