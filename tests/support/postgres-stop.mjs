// Jest's `globalTeardown`: stops the run's PostgreSQL server, if one was started.
export default async function teardown() {
  await globalThis.stopTestPostgres();
}
