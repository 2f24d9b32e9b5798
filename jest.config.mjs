// One jest for the whole tree: sources are read through the `source` export condition, so no test waits for a build.
export default {
  rootDir: import.meta.dirname ?? new URL('.', import.meta.url).pathname,
  testMatch: ['<rootDir>/packages/*/test/**/*.test.ts', '<rootDir>/tests/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/fixtures/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
  },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testTimeout: 60_000,
  maxWorkers: 2,
  // Modules loaded into a test's realm are never let go; a worker that has grown is replaced between two files.
  workerIdleMemoryLimit: '2GB',
  globalSetup: '<rootDir>/tests/support/postgres.mjs',
  globalTeardown: '<rootDir>/tests/support/postgres-stop.mjs',
};
