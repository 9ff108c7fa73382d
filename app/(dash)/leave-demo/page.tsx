import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { reader } from "#lib/transport/page.ts";

export const metadata: Metadata = { title: "Leave the demo" };

/** How a demo is ended. A page cannot drop the database that it is read from: the command that started it does. */
export default async function Page() {
  const { demo, role } = await reader();
  if (!demo || role !== "administrator") notFound();
  return (
    <div className="leave-demo">
      <h1 className="page-title">Leave the demo</h1>
      <p>On the machine where Closeout was started, in its folder:</p>
      <pre className="leave-demo-command">npm start -- --leave-demo</pre>
      <p>
        This ends the demo with its simulated systems, and drops its database, its keys and its logs. Nothing of Halden
        Freight is left, and this address stops answering. Data of your own is in another database and is not touched.
      </p>
      <p>
        Ctrl-C alone ends the demo and keeps it: the next <code>npm start -- --demo</code> goes on where it was. With{" "}
        <code>npm start</code>, Closeout opens without any of it.
      </p>
    </div>
  );
}
