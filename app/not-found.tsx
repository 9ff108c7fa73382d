import Link from "next/link";

export default function NotFound() {
  return (
    <main className="plain-page">
      <h1 className="page-title">There is no such page, or you may not see it</h1>
      <p className="text-muted">Nothing was changed. Check the address, or go on from the list.</p>
      <p>
        <Link href="/leavers" className="link">
          Leavers
        </Link>
      </p>
    </main>
  );
}
