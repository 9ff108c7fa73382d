import type { Endpoint } from "../endpoint.ts";
import { postCheck } from "./check-system.ts";
import {
  getContradictions,
  getContradictionsCsv,
  postAssignContradicted,
  postClaims,
  postClaimsImport,
  postPreviewContradicted,
} from "./claims.ts";
import { postConfirmLink } from "./confirm-links.ts";
import { getDraft } from "./connections.ts";
import {
  getDiscovery,
  getListedAccounts,
  getOrphans,
  postAssignAccount,
  postCancelDiscovery,
  postDiscovery,
} from "./discovery.ts";
import { getExceptions, postApprove, postRefuse } from "./exceptions.ts";
import { postIdentities } from "./identities.ts";
import { getArtefact, postAttest, postExcept, postHold, postObserve } from "./items.ts";
import { getSheetPdf, postSheet } from "./leaver-sheet.ts";
import { getItem, getLeaver, getLeavers, postCancel, postDispatch, postVerify, postVerifyItem } from "./leavers.ts";
import { postLifecycleEvents, postRelease } from "./lifecycle-events.ts";
import { postPeople, postPreviewPeople } from "./people-files.ts";
import { getSnapshots, postAcceptSnapshot, postReleaseSnapshot, postSnapshot } from "./snapshots.ts";
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
  postAlias,
  postCredentialOwner,
  postDeputy,
  postDryRun,
  postLayer,
  postReleaseListing,
  postSystem,
  postSystemOwner,
} from "./systems.ts";

/** Every endpoint of the API. Each has a route file; a test holds the two against each other. */
export const ENDPOINTS: readonly Endpoint[] = [
  getArtefact,
  getContradictions,
  getContradictionsCsv,
  getDiscovery,
  getDraft,
  postAssignContradicted,
  postPreviewContradicted,
  getExceptions,
  getItem,
  getLeaver,
  getLeavers,
  getListedAccounts,
  getOrphans,
  getSheetPdf,
  getSnapshots,
  getSteps,
  getSystem,
  getSystems,
  postAcceptSnapshot,
  postActing,
  postAlias,
  postApprove,
  postAssign,
  postAssignMatching,
  postAttest,
  postCancel,
  postCancelDiscovery,
  postCheck,
  postClaim,
  postClaims,
  postClaimsImport,
  postConfirmLink,
  postCredentialOwner,
  postDeputy,
  postAssignAccount,
  postDiscovery,
  postDispatch,
  postDryRun,
  postExcept,
  postHold,
  postIdentities,
  postLayer,
  postLifecycleEvents,
  postObserve,
  postPeople,
  postPreviewAssignment,
  postPreviewPeople,
  postRefuse,
  postRelease,
  postReleaseListing,
  postReleaseSnapshot,
  postSnapshot,
  postSheet,
  postSystem,
  postSystemOwner,
  postTakeBackAssignment,
  postVerify,
  postVerifyItem,
  postVerifyMatching,
];
