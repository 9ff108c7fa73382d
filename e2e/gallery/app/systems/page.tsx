import { SystemListScreen } from "#components/systems/system-list-screen.tsx";
import { systems } from "../../fixtures/systems.ts";
import { switchActing } from "./answer.ts";

export default function Page() {
  return <SystemListScreen initial={systems} cursor={null} commands={{ switchActing }} maySetUp />;
}
