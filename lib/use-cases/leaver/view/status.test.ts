import { expect, test } from "vitest";
import { outcomeStatus, statusOf } from "./status.ts";

test("an archived case shows the outcome it closed with, on the list and on its page", () => {
  expect(statusOf("archived", "closed_attested", [])).toBe("closed_attested");
  expect(outcomeStatus("closed_excepted")).toBe("closed_excepted");
});

test("an archived case whose outcome is missing or not known is never read as closed", () => {
  expect(statusOf("archived", null, [])).toBe("ended_open");
  expect(outcomeStatus("whatever")).toBe("ended_open");
});

test("a case waits for verification only when nothing open wants more than a later look", () => {
  expect(statusOf("open", null, [{ key: "reported_removed" }, { key: "verified_removed" }])).toBe(
    "awaiting_verification",
  );
  expect(statusOf("open", null, [{ key: "reported_removed" }, { key: "still_present" }])).toBe("open");
  expect(statusOf("open", null, [])).toBe("open");
});
