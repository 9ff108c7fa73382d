import { item } from "../../../../fixtures/item.ts";
import { leaver } from "../../../../fixtures/leaver.ts";
import { leaverList } from "../../../../fixtures/leaver-list.ts";
import { systems } from "../../../../fixtures/systems.ts";

export async function GET(_request: Request, { params }: { params: Promise<{ path: string[] }> }) {
  const [kind, id, , itemId] = (await params).path;
  if (kind === "systems") return Response.json(systems);
  if (itemId) return Response.json(item(itemId));
  return Response.json(id ? leaver : leaverList);
}
