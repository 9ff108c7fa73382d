import type { Endpoint } from "../endpoint.ts";
import {
  getCandidates,
  postAddCandidate,
  postDismissCandidate,
  postPreviewSightings,
  postSightings,
  postSightingsFile,
  postTakeBackDismissal,
} from "./candidates.ts";
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
import { postFindPeople } from "./people.ts";
import { postPeople, postPreviewPeople } from "./people-files.ts";
import { getReadings, postReading } from "./readings.ts";
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
  getCandidates,
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
  getReadings,
  getSheetPdf,
  getSnapshots,
  getSteps,
  getSystem,
  getSystems,
  postAcceptSnapshot,
  postActing,
  postAddCandidate,
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
  postDismissCandidate,
  postDispatch,
  postDryRun,
  postExcept,
  postFindPeople,
  postHold,
  postIdentities,
  postLayer,
  postLifecycleEvents,
  postObserve,
  postPeople,
  postPreviewAssignment,
  postPreviewPeople,
  postPreviewSightings,
  postReading,
  postRefuse,
  postRelease,
  postReleaseListing,
  postReleaseSnapshot,
  postSightings,
  postSightingsFile,
  postSnapshot,
  postSheet,
  postSystem,
  postSystemOwner,
  postTakeBackAssignment,
  postTakeBackDismissal,
  postVerify,
  postVerifyItem,
  postVerifyMatching,
];
