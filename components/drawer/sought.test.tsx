import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Sought } from "./sought.tsx";

it("stands as a sentence and shows where a personal value was left out", () => {
  expect(renderToStaticMarkup(<Sought words="account {account} in group g-1" />)).toBe(
    'Account <span class="left-out" title="Left out: a personal value">account</span> in group g-1.',
  );
});
