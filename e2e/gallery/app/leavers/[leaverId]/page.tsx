import { LeaverScreen } from "#components/leaver/leaver-screen.tsx";
import { leaver } from "../../../fixtures/leaver.ts";
import { answer } from "./answer.ts";

const commands = {
  dispatch: answer,
  verify: answer,
  dispatchStep: answer,
  verifyItem: answer,
  reportRemoved: answer,
  attest: answer,
  recordLook: answer,
  askException: answer,
  hold: answer,
  assignStep: answer,
  assignSystem: answer,
};

export default function Page() {
  return <LeaverScreen initial={leaver} commands={commands} />;
}
