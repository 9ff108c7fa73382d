import { LeaverListScreen } from "#components/leavers/leaver-list-screen.tsx";
import { leaverList } from "../../fixtures/leaver-list.ts";

export default function Page() {
  return <LeaverListScreen initial={leaverList} cursor={null} mayOpen />;
}
