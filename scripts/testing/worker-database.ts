// Vitest's setup file of the project "database": runs before each test file and gives it a fresh clone of the template.
import postgres from "postgres";
import { afterAll, inject } from "vitest";

const name = `w${process.env.VITEST_POOL_ID}`;
const superuserUrl = inject("superuserUrl");

await asSuperuser((sql) => [
  sql`drop database if exists ${sql(name)} with (force)`,
  sql`create database ${sql(name)} template account_center owner account_center_owner`,
]);
process.env.DATABASE_URL = withDatabase(inject("databaseUrl"));
process.env.MIGRATION_DATABASE_URL = withDatabase(inject("migrationDatabaseUrl"));
for (const setting of ["PORT", "HOST", "PUBLIC_ORIGIN", "TRUST_PROXY"]) delete process.env[setting]; // of whoever runs the tests
process.env.APP_SECRET = "a secret of at least thirty-two characters, for tests";

afterAll(() => asSuperuser((sql) => [sql`drop database if exists ${sql(name)} with (force)`]));

function withDatabase(url: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

async function asSuperuser(statements: (sql: postgres.Sql) => postgres.PendingQuery<postgres.Row[]>[]): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  for (const statement of statements(sql)) await statement;
  await sql.end();
}
