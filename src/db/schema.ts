// The whole schema as drizzle-kit reads it: one place that names every table.
import * as deliveryTables from "./delivery-tables.ts";
import * as editionTables from "./edition-tables.ts";
import * as paperTables from "./paper-tables.ts";
import * as subscriptionTables from "./subscription-tables.ts";

export const schema = {
  ...paperTables,
  ...editionTables,
  ...subscriptionTables,
  ...deliveryTables,
};
