"use server";
import { action } from "#lib/transport/action.ts";
import { approveException } from "#lib/use-cases/exceptions/approve-exception.ts";
import { refuseException } from "#lib/use-cases/exceptions/refuse-exception.ts";

export const approve = action(approveException);
export const refuse = action(refuseException);
