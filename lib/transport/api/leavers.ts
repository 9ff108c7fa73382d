import { z } from "zod";
import { cancelLeaver } from "#lib/use-cases/leaver/cancel-leaver.ts";
import { dispatchNow } from "#lib/use-cases/leaver/dispatch-now.ts";
import { listLeavers } from "#lib/use-cases/leaver/list-leavers.ts";
import { readItem } from "#lib/use-cases/leaver/read-item.ts";
import { readLeaver } from "#lib/use-cases/leaver/read-leaver.ts";
import { verifyItem } from "#lib/use-cases/leaver/verify-item.ts";
import { verifyLeaver } from "#lib/use-cases/leaver/verify-leaver.ts";
import { commandEndpoint, queryEndpoint, withParams } from "./command-endpoint.ts";

export const postVerify = commandEndpoint({
  path: "/api/v1/leavers/{id}/verify",
  summary: "Look again at everything of a leaver, now",
  command: verifyLeaver,
  body: null,
  toInput: ({ params, body }) => withParams(body, { leaverId: params["id"] }),
  status: 202,
  answer: "The looks are due now",
});

export const postDispatch = commandEndpoint({
  path: "/api/v1/leavers/{id}/dispatch",
  summary: "Act on everything of a leaver that acting is switched on for, now",
  command: dispatchNow,
  body: null,
  toInput: ({ params, body }) => withParams(body, { leaverId: params["id"] }),
  status: 202,
  answer: "The steps are due now",
});

export const postVerifyItem = commandEndpoint({
  path: "/api/v1/leavers/{id}/items/{itemId}/verify",
  summary: "Look again at one item, now",
  command: verifyItem,
  body: null,
  toInput: ({ params, body }) => withParams(body, { leaverId: params["id"], itemId: params["itemId"] }),
  status: 202,
  answer: "The look is due now",
});

export const getLeavers = queryEndpoint({
  path: "/api/v1/leavers",
  summary: "List leavers, worst first, a page at a time",
  query: listLeavers,
  search: {
    tab: "needs_action, scheduled, awaiting, ended_open, closed or all; needs_action when left out.",
    cursor: "nextCursor of the page before.",
    limit: "Leavers on a page, 1 to 200; 50 when left out.",
  },
  toInput: ({ search }) => search,
  answer: "A page of leavers, with the counts of every tab",
});

export const getLeaver = queryEndpoint({
  path: "/api/v1/leavers/{id}",
  summary: "Read one leaver: every item with claim, observations, verdict, owner and deadline; blockers; clocks",
  query: readLeaver,
  toInput: ({ params }) => ({ leaver: params["id"] }),
  answer: "The leaver with the exposure ledger",
});

export const getItem = queryEndpoint({
  path: "/api/v1/leavers/{id}/items/{itemId}",
  summary: "Read everything known of one item: claims, looks, raw requests with time and hash",
  query: readItem,
  toInput: ({ params }) => ({ leaver: params["id"], item: params["itemId"] }),
  answer: "The item",
});

export const postCancel = commandEndpoint({
  path: "/api/v1/leavers/{id}/cancel",
  summary: "The person stays: nothing further is taken away, and what was taken is put back by its owner",
  command: cancelLeaver,
  body: z.strictObject({ because: z.enum(["rescinded", "rehired"]) }),
  toInput: ({ params, body }) => withParams(body, { leaverId: params["id"] }),
  answer: "Cancelled",
});
