import { z } from "zod";
import { approveException } from "#lib/use-cases/exceptions/approve-exception.ts";
import { listExceptions } from "#lib/use-cases/exceptions/list-exceptions.ts";
import { refuseException } from "#lib/use-cases/exceptions/refuse-exception.ts";
import type { ApiRequest } from "../endpoint.ts";
import { commandEndpoint, queryEndpoint, withParams } from "./command-endpoint.ts";

const ofRequest = ({ params, body }: ApiRequest) => withParams(body, { requestId: params["id"] });

export const getExceptions = queryEndpoint({
  path: "/api/v1/exceptions",
  summary: "List exceptions: requested, running, expired or refused, a page at a time",
  query: listExceptions,
  search: {
    tab: "requested, running, expired or refused; requested when left out.",
    cursor: "nextCursor of the page before.",
    limit: "Exceptions on a page, 1 to 200; 50 when left out.",
  },
  toInput: ({ search }) => search,
  answer: "A page of exceptions, with the counts of every tab",
});

export const postApprove = commandEndpoint({
  path: "/api/v1/exceptions/{id}/approve",
  summary: "Approve an exception. Only somebody who neither asked for it nor acted on nor verified its item may",
  command: approveException,
  body: z.strictObject({}),
  toInput: ofRequest,
  answer: "Approved; it ends by itself",
});

export const postRefuse = commandEndpoint({
  path: "/api/v1/exceptions/{id}/refuse",
  summary: "Refuse an exception: its item stays as it is",
  command: refuseException,
  body: z.strictObject({}),
  toInput: ofRequest,
  answer: "Refused",
});
