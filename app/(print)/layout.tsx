import type { ReactNode } from "react";
import { QueryProvider } from "#lib/ui/query-provider.tsx";

/** Paper: no side bar, no live channel. What is printed is of one instant. */
export default function PrintLayout({ children }: { children: ReactNode }) {
  return <QueryProvider>{children}</QueryProvider>;
}
