import { dispatchNow } from "#lib/use-cases/leaver/dispatch-now.ts";
import { verifyItem } from "#lib/use-cases/leaver/verify-item.ts";
import { verifyLeaver } from "#lib/use-cases/leaver/verify-leaver.ts";
import { commandEndpoint, withParams } from "./command-endpoint.ts";

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
  toInput: ({ params, body }) => withParams(body, { itemId: params["itemId"] }),
  status: 202,
  answer: "The look is due now",
});
