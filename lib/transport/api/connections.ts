import { readDraft } from "#lib/use-cases/systems/read-draft.ts";
import { queryEndpoint } from "./command-endpoint.ts";

export const getDraft = queryEndpoint({
  path: "/api/v1/connections/{id}",
  summary: "Read a connection that its maker is about to make or change, with the trial of it. Secrets never come back",
  query: readDraft,
  toInput: ({ params }) => ({ draftId: params["id"] }),
  answer: "The draft",
});
