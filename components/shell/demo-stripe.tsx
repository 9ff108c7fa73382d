import Link from "next/link";

/** Says over every page that the company is invented; who may end the demo finds the way out here. */
export function DemoStripe({ mayLeave }: { mayLeave: boolean }) {
  return (
    <aside className="demo-stripe" aria-label="Demo">
      <span>
        <b>Demo company, not a real record</b>
        <span className="demo-stripe-more">Halden Freight, its people and its systems are invented</span>
        {mayLeave ? (
          <Link href="/leave-demo" className="link">
            Leave the demo
          </Link>
        ) : null}
      </span>
    </aside>
  );
}
