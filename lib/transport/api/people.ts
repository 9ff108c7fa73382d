import { findPeople, findPeopleInput } from "#lib/use-cases/identities/find-people.ts";
import { queryEndpoint } from "./command-endpoint.ts";

export const postFindPeople = queryEndpoint({
  path: "/api/v1/people/find",
  summary: "People by how their names begin, or by a whole e-mail, user name or person key. Changes nothing",
  query: findPeople,
  body: findPeopleInput,
  toInput: ({ body }) => body,
  answer: "A few people, whoever is named by a key first",
});
