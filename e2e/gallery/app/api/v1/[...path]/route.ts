import { item } from "../../../../fixtures/item.ts";
import { leaver } from "../../../../fixtures/leaver.ts";
import { leaverList } from "../../../../fixtures/leaver-list.ts";

export async function GET(_request: Request, { params }: { params: Promise<{ path: string[] }> }) {
  const [kind, id] = (await params).path;
  if (kind === "items") return Response.json(item(id ?? ""));
  return Response.json(id ? leaver : leaverList);
}
