import type { Endpoint } from "../endpoint.ts";
import { postCheck } from "./check-system.ts";
import { postConfirmLink } from "./confirm-links.ts";
import { getExceptions, postApprove, postRefuse } from "./exceptions.ts";
import { postIdentities } from "./identities.ts";
import { postAttest, postExcept, postHold, postObserve } from "./items.ts";
import { getSheetPdf, postSheet } from "./leaver-sheet.ts";
import { getItem, getLeaver, getLeavers, postCancel, postDispatch, postVerify, postVerifyItem } from "./leavers.ts";
import { postLifecycleEvents, postRelease } from "./lifecycle-events.ts";
import { getSnapshots, postAcceptSnapshot, postReleaseSnapshot, postSnapshot } from "./snapshots.ts";
import { postAssign, postClaim } from "./steps.ts";
import { postActing, postLayer, postReleaseListing, postSystem } from "./systems.ts";

/** Every endpoint of the API. Each has a route file; a test holds the two against each other. */
export const ENDPOINTS: readonly Endpoint[] = [
  getExceptions,
  getItem,
  getLeaver,
  getLeavers,
  getSnapshots,
  postAcceptSnapshot,
  getSheetPdf,
  postActing,
  postApprove,
  postAssign,
  postAttest,
  postCancel,
  postCheck,
  postClaim,
  postConfirmLink,
  postDispatch,
  postExcept,
  postHold,
  postIdentities,
  postLayer,
  postLifecycleEvents,
  postObserve,
  postRefuse,
  postRelease,
  postReleaseListing,
  postReleaseSnapshot,
  postSnapshot,
  postSheet,
  postSystem,
  postVerify,
  postVerifyItem,
];
