import { customType, uuid } from "drizzle-orm/pg-core";
import type { Instant } from "../../lib/core/instant.ts";
import { instantFromPg, instantToPg } from "../instant-text.ts";

/** timestamptz read and written as an Instant: microseconds survive, which JavaScript's Date would lose. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: instantFromPg,
  toDriver: instantToPg,
});

/** Text that is compared byte by byte: beginnings are ranges, whatever language the database was made for. */
export const nameKey = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** Primary key: UUID v7, made by the application so that a batch knows its ids before it is written. */
export const id = () => uuid("id").primaryKey();
