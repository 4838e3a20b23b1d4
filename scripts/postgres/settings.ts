import { totalmem } from "node:os";

/** How the embedded PostgreSQL runs: a small server beside the application, reached over loopback alone. */
export const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "", // sockets have a length limit on their path and a second way in
  max_connections: "100", // the server's pool, the command line and a migration, with room for a second process
  // what a million people are matched by fits into 2 GB; an eighth of a smaller machine
  shared_buffers: `${Math.max(128, Math.min(2048, Math.floor(totalmem() / 2 ** 20 / 8)))}MB`,
  work_mem: "8MB",
  maintenance_work_mem: "128MB", // index builds of a migration on a large table
  jit: "off", // compiling costs more than these short queries take
  random_page_cost: "1.1", // solid state storage: an index is nearly as cheap as reading on
  max_wal_size: "2GB", // a first sync writes fast; fewer forced checkpoints
  checkpoint_timeout: "15min",
  // Statistics within seconds of a first sync's beginning. Without any, the planner takes "deleted_at is null" for one row in
  // 200, prefers a partial index to the key, and reads all people of the account to find one.
  autovacuum_naptime: "5s",
  wal_compression: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // The log says that something failed, never with whose data: no statements, no details with key values.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

/** For databases that are thrown away after the test run: an acknowledged write may be lost. */
export const throwAwaySettings = {
  ...settings,
  shared_buffers: "128MB",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
};
