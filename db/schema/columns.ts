import { customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** Every table but the exempted two starts its keys with the account (see e2e of the catalogue in catalogue.test.ts). */
export const accountId = () => uuid("account_id").notNull();

/** UUIDv7, made by the application: sortable by creation, never sequential, never derived from what an IdP sends. */
export const id = () => uuid("id").notNull();

/** Milliseconds, because that is what a SCIM dateTime shows: a filter on a shown value must find it. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const createdAt = () => instant("created_at").notNull().defaultNow();

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** Text in code point order whatever the database's locale: what is compared, sorted or searched by prefix. */
export const comparable = customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' });
