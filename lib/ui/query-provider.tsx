"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

function makeClient() {
  return new QueryClient({
    defaultOptions: {
      // Freshness comes from the live channel; a refetch on every focus would only repeat it.
      queries: { staleTime: 5_000, refetchOnWindowFocus: false, retry: 1 },
    },
  });
}

/** One cache a browser tab. Made in state, so that two readers on the server never share one. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
