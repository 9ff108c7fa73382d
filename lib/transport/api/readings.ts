import { listReadings } from "#lib/use-cases/readings/list-readings.ts";
import { readingBody, switchReading } from "#lib/use-cases/readings/switch-reading.ts";
import { commandEndpoint, queryEndpoint, withParams } from "./command-endpoint.ts";

export const getReadings = queryEndpoint({
  path: "/api/v1/readings",
  summary:
    "Which records of connected systems are read by API: what they claim, which systems they show in use; when last",
  query: listReadings,
  toInput: () => ({}),
  answer: "Every record that a connector could read, on or off",
});

export const postReading = commandEndpoint({
  path: "/api/v1/systems/{id}/readings",
  summary: "Have the worker read a connected system's own records by itself, or stop it; off until somebody says so",
  command: switchReading,
  body: readingBody,
  toInput: ({ params, body }) => withParams(body, { systemId: params["id"] }),
  answer: "Switched",
});
