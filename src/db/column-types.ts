// Column types that drizzle does not bring, and the one way we keep instants.
import { customType, timestamp } from "drizzle-orm/pg-core";

export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
export const instant = () => timestamp({ withTimezone: true, mode: "date" });
