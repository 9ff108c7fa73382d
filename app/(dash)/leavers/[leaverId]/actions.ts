"use server";
import { action } from "#lib/transport/action.ts";
import { recordAttestation } from "#lib/use-cases/attestations/record-attestation.ts";
import { requestException } from "#lib/use-cases/exceptions/request-exception.ts";
import { orderHold } from "#lib/use-cases/holds/order-hold.ts";
import { dispatchNow } from "#lib/use-cases/leaver/dispatch-now.ts";
import { verifyItem as verifyItemCommand } from "#lib/use-cases/leaver/verify-item.ts";
import { verifyLeaver } from "#lib/use-cases/leaver/verify-leaver.ts";
import { recordObservation } from "#lib/use-cases/observations/record-observation.ts";
import { assignSteps } from "#lib/use-cases/steps/assign-steps.ts";
import { claimStep } from "#lib/use-cases/steps/claim-step.ts";
import { dispatchStep as dispatchStepCommand } from "#lib/use-cases/steps/dispatch-step.ts";
import { assignSystem as assignSystemCommand } from "#lib/use-cases/systems/assign-system.ts";

interface StepOwner {
  readonly stepId: string;
  readonly ownerId: string;
}

/** Forms send texts; the command's strict schema reads them. */
const asSent = (sent: unknown) => sent;

export const dispatch = action(dispatchNow);
export const verify = action(verifyLeaver);
export const dispatchStep = action(dispatchStepCommand);
export const verifyItem = action(verifyItemCommand);
export const reportRemoved = action(claimStep, ({ stepId }: { stepId: string }) => ({ stepId, state: "removed" }));
export const assignStep = action(assignSteps, ({ stepId, ownerId }: StepOwner) => ({
  steps: [{ id: stepId }],
  ownerId,
}));
export const attest = action(recordAttestation, asSent);
export const recordLook = action(recordObservation, asSent);
export const askException = action(requestException, asSent);
export const hold = action(orderHold, asSent);
export const assignSystem = action(assignSystemCommand);
