import { redirect } from "next/navigation";
import { isPermitted } from "#lib/core/permissions.ts";
import { page, reader } from "#lib/transport/page.ts";
import { readSetup } from "#lib/use-cases/setup/read-setup.ts";

/** While nobody has left, whoever can set the product up begins there; all others read the leavers. */
export default async function Page() {
  const { role } = await reader();
  const isNew = isPermitted(role, readSetup.permission) && (await page(readSetup, {})).leavers === 0;
  redirect(isNew ? "/setup" : "/leavers");
}
