-- What is known of an expression in a partial index is not used for estimates. Without these a match by externalId was expected to
-- read every two-hundredth row, and therefore planned anew each time for customers with few people.
CREATE STATISTICS "provisioning_links_external_id_start" ON (left(external_id, 255)) FROM "provisioning_links";--> statement-breakpoint
CREATE STATISTICS "users_unique_id_start" ON (left(unique_id, 255)) FROM "users";
